const PREFIX = 'austin-stream.';

/** What the reader chose before, or null; a browser may forbid to store anything. */
export function remembered(name, storage = () => window.localStorage) {
  try {
    return storage().getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a choice of the reader's for the next visit; null forgets it. */
export function remember(name, value, storage = () => window.localStorage) {
  try {
    if (value === null) {
      storage().removeItem(PREFIX + name);
    } else {
      storage().setItem(PREFIX + name, value);
    }
  } catch {
    // The choice then holds until the page is left, which is all that this browser allows.
  }
}
