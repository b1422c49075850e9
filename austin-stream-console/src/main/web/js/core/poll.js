const EVERY = 3_000;
const SLOWEST = 30_000;

/**
 * Calls the task again and again, each time some seconds after it has ended, and not at all while
 * the tab is hidden. After failures the distance grows, so that a server that comes back is not
 * met by every open page at once.
 */
export class Poll {
  constructor(task) {
    this.task = task;
    this.failures = 0;
    this.stopped = false;
    this.timer = 0;
    this.onVisible = () => !document.hidden && this.now();
    document.addEventListener('visibilitychange', this.onVisible);
  }

  /** Runs the task at once. */
  async now() {
    clearTimeout(this.timer);
    if (this.stopped || this.running) {
      return;
    }
    this.running = true;
    const ok = await this.task().catch((defect) => {
      console.error(defect);
      return false;
    });
    this.running = false;
    this.failures = ok ? 0 : this.failures + 1;
    if (!this.stopped && !document.hidden) {
      this.timer = setTimeout(() => this.now(), Math.min(EVERY * 2 ** this.failures, SLOWEST));
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.onVisible);
  }
}
