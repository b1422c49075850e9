import { h } from '../core/dom.js';

const WIDTH = 132;
const HEIGHT = 30;

/** A small plot of counts, one for each minute, oldest first; the second series is a line above. */
export function sparkline(all, bad, label) {
  const most = Math.max(1, ...all);
  const nothing = all.every((count) => count === 0);
  return h(
    'svg',
    { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    nothing && h('line', { class: 'none', x1: 0, y1: HEIGHT - 1, x2: WIDTH, y2: HEIGHT - 1 }),
    !nothing && h('path', { class: 'area', d: `M0,${HEIGHT} L${line(all, most)} L${WIDTH},${HEIGHT} Z` }),
    !nothing && h('path', { class: 'all', d: `M${line(all, most)}` }),
    !nothing && bad.some((count) => count > 0) && h('path', { class: 'bad', d: `M${line(bad, most)}` }),
  );
}

function line(counts, most) {
  const step = WIDTH / Math.max(1, counts.length - 1);
  const height = (count) => HEIGHT - 1 - (count / most) * (HEIGHT - 3);
  return counts.map((count, i) => `${(i * step).toFixed(1)},${height(count).toFixed(1)}`).join(' L');
}
