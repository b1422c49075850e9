import { asset } from './base.js';

const scripts = new Map();

/** Loads a further script of the page, once; what it leaves at the window's `name` is the result. */
export function script(file, name) {
  if (!scripts.has(file)) {
    scripts.set(file, load(file, name));
  }
  return scripts.get(file);
}

/** Fetches a script that will be wanted soon, and does not run it yet: that would hold up what is shown before. */
export function fetchAhead(file) {
  if (!scripts.has(file)) {
    const element = document.createElement('link');
    element.rel = 'preload';
    element.as = 'script';
    element.href = asset(file);
    document.head.append(element);
  }
}

function load(file, name) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = asset(file);
    element.onload = () => resolve(window[name]);
    element.onerror = () => {
      scripts.delete(file);
      reject(new Error(element.src + ' cannot be loaded'));
    };
    document.head.append(element);
  });
}
