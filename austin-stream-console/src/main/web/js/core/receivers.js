import { remember, remembered } from './memory.js';

/*
 * Receivers are personal data. The console masks them, and seals them in addresses; it shows them in full to who may see
 * that and asks for it.
 */
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

/** How the console is asked for them; null as it shows them by itself. */
export function receiversAsked() {
  return open ? 'full' : null;
}
