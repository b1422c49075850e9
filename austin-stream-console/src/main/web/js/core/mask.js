/*
 * Receivers are personal data. What stays is enough to recognise somebody whom one knows already.
 */
const PHONE = /^\+?\d{7,15}$/;
const GROUP = /^@\w{1,16}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
// What is pasted may hold a number that no other rule sees: behind an address, or behind an @.
const NUMBER = /\d{7,}/g;

/** A receiver as lists show it: 137****2222, z***@example.com, oX2c****9Qk1. */
export function mask(receiver) {
  return masked(receiver).replace(NUMBER, masked);
}

/** What may be a message's id or anything else that is shown in full, unless it is an address of somebody. */
export function maskAddress(text) {
  return PHONE.test(text.replace(/[\s()-]/g, '')) || EMAIL.test(text) ? mask(text) : text;
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
