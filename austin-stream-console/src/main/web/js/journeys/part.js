import { ask, patch } from './lent.js';

const FRESH = 2_500;

/** Shows in the element what the address answers, and asks anew when what is there is no longer fresh. */
export async function part(element, address, asked, view, render) {
  element.view = view;
  const show = () => element.found !== undefined && patch(element, render(element.found, element.view));
  const call = JSON.stringify(asked);
  if (element.call === call && Date.now() - element.askedAt < FRESH) {
    show();
    return;
  }
  element.found = element.call === call ? element.found : undefined;
  element.call = call;
  element.askedAt = Date.now();
  const found = await answer(element, address, asked);
  if (found !== null && element.call === call && element.isConnected) {
    element.found = found;
    show();
  }
}

/** What does not come is asked for another time; the page itself says what is away. */
async function answer(element, address, asked) {
  const left = new AbortController();
  element.addEventListener('discarded', () => left.abort(), { once: true });
  return ask(address, asked, left.signal).catch(() => null);
}
