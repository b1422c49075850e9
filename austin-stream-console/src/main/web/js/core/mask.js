import { remember, remembered } from './memory.js';

/*
 * Receivers are personal data. What stays is enough to recognise somebody whom one knows already.
 * What is shown of any text that a person has typed or an event names is decided here and nowhere else.
 */
const PHONE = /^\+?\d{7,15}$/;
const GROUP = /^@\w{1,16}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
// What is pasted may hold a number that no other rule sees: behind an address, or behind an @.
const NUMBER = /\d{7,}/g;

/** Of Latin, Arabic, Persian, Hindi, Bengali, Thai and full-width digits; browsers of 2017 have no classes for them. */
const DIGIT = '0-9\\u0660-\\u0669\\u06F0-\\u06F9\\u0966-\\u096F\\u09E6-\\u09EF\\u0E50-\\u0E59\\uFF10-\\uFF19';
const ONE_DIGIT = new RegExp(`[${DIGIT}]`, 'g');
const DIGITS = new RegExp(`[${DIGIT}]{7,}`, 'g');
/** With whatever people write between them, but no letters, and nothing that parts one number from the next. */
const WRITTEN_NUMBER = new RegExp(`[${DIGIT}](?:(?!,\\s)[^${DIGIT}A-Za-z\\u00C0-\\u1FFF\\u3040-\\uDFFF;，、；|]{0,3}[${DIGIT}]){6,}(?![*${DIGIT}])`, 'g');
const WRITTEN_EMAIL = /[^\s<>()[\]"'`:;,，；：<>=|/]+(?:@|＠|%40|&#64;)[^\s<>()[\]"'`;,，；<>|/]+/gu;
const LONGEST_NUMBER = 15;
const LONGEST_ID = 19;
/** An openid or the token of a device, of which no form tells it from a message's id. */
const OPAQUE = /[\w-]{16,}/g;

const STORE = () => window.sessionStorage;
let open = remembered('receivers', STORE) === 'shown';

/** Whether receivers show in full. */
export function receiversShow() {
  return open;
}

/** Shows receivers in full until the tab is closed, or masks them again. */
export function showReceivers(full) {
  open = full;
  remember('receivers', full ? 'shown' : null, STORE);
}

/** A receiver as it is shown: 137****2222, z***@example.com, oX2c****9Qk1. */
export function shownReceiver(receiver) {
  return open ? receiver : masked(receiver).replace(NUMBER, masked);
}

/** What somebody typed, which may be a message's id, a name or a receiver, or hold some of them. */
export function shownText(text) {
  return open ? text : addresses(text.replace(OPAQUE, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? masked(word) : word)));
}

/** What is the id of something that is no receiver, unless there is a number or an address in it all the same. */
export function shownId(id) {
  return open ? id : addresses(id);
}

function addresses(text) {
  return text.replace(WRITTEN_EMAIL, masked).replace(DIGITS, number).replace(WRITTEN_NUMBER, number);
}

function number(written) {
  const digits = written.match(ONE_DIGIT);
  const isId = digits.length > LONGEST_NUMBER && digits.length <= LONGEST_ID && /^\d+$/.test(written);
  return isId ? written : masked(digits.join(''));
}

function masked(receiver) {
  if (GROUP.test(receiver)) {
    return receiver;
  }
  if (PHONE.test(receiver)) {
    const [from, to] = receiver.length > 9 ? [receiver.length - 8, 4] : [2, 2];
    return receiver.slice(0, from) + '****' + receiver.slice(-to);
  }
  if (EMAIL.test(receiver)) {
    return first(receiver, 1) + '***' + receiver.slice(receiver.indexOf('@'));
  }
  const letters = [...receiver];
  if (letters.length <= 4) {
    return first(receiver, 1) + '***';
  }
  const kept = letters.length >= 12 ? 4 : 2;
  return letters.slice(0, kept).join('') + '****' + letters.slice(-kept).join('');
}

/** By code points, so that no emoji is cut in two. */
function first(text, count) {
  return [...text].slice(0, count).join('');
}
