import en from '../messages/en.js';
import zh from '../messages/zh.js';
import { remember, remembered } from './memory.js';

const MESSAGES = { en, zh };
const LOCALES = { en: 'en-GB', zh: 'zh-CN' };

let current = chosen();

/** Adds the texts of a script that comes later, by language. */
export function addMessages(more) {
  for (const [name, texts] of Object.entries(MESSAGES)) {
    Object.assign(texts, more[name]);
  }
}

/** The language in use: `en` or `zh`. */
export function language() {
  return current;
}

/** What number and time formats are asked for. */
export function locale() {
  return LOCALES[current];
}

export function setLanguage(wanted) {
  current = wanted;
  remember('language', wanted);
}

/** The text of this name, with {placeholders} filled in; a missing one shows as its name. */
export function t(name, values = {}) {
  const text = MESSAGES[current][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

/** The text of a count: one of a thing has another name in some languages. */
export function count(name, n, values) {
  const one = name + '.one';
  return t(n === 1 && one in MESSAGES[current] ? one : name, values);
}

/** Like t, of a name that need not exist. */
export function optional(name) {
  return MESSAGES[current][name];
}

function chosen() {
  const before = remembered('language');
  if (before in MESSAGES) {
    return before;
  }
  const wanted = navigator.languages?.[0] ?? navigator.language ?? 'en';
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
