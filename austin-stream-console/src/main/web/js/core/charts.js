import { fetchAhead, script } from './script.js';

const LIBRARY = 'echarts.js';

/** ECharts, loaded with the first page that has charts: the others do without it. */
function echarts() {
  return script(LIBRARY, 'echarts');
}

/** Fetches it beside the figures, not after them. Where it does not come, charts stay empty. */
export function fetchCharts() {
  fetchAhead(LIBRARY);
}

/** Draws the chart into the element, or changes the one that is there. An old page may find no library; a table beside has the same. */
export async function draw(element, option) {
  element.option = option;
  const library = await echarts().catch(() => null);
  if (library === null || !element.isConnected) {
    return;
  }
  const chart = library.getInstanceByDom(element) ?? create(library, element);
  if (element.drawn !== JSON.stringify(element.option)) {
    element.drawn = JSON.stringify(element.option);
    chart.setOption(element.option, { replaceMerge: ['series'] });
  }
}

/** Rich-text tooltips are drawn, not parsed as HTML: so names stay text under a strict policy. */
export const TOOLTIP = { renderMode: 'richText', confine: true };

/** The colour of a name in tokens.css, as it is now: light or dark. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function create(library, element) {
  const chart = library.init(element, null, { renderer: 'canvas' });
  const resized = new ResizeObserver(() => chart.resize());
  resized.observe(element);
  element.addEventListener('discarded', () => {
    resized.disconnect();
    chart.dispose();
  });
  return chart;
}
