import { getInstanceByDom, init } from 'echarts/lib/core/echarts.js';
import { use } from 'echarts/lib/extension.js';
import { install as bars } from 'echarts/lib/chart/bar/install.js';
import { install as lines } from 'echarts/lib/chart/line/install.js';
import { install as grid } from 'echarts/lib/component/grid/installSimple.js';
import { install as legend } from 'echarts/lib/component/legend/installLegendPlain.js';
import { install as tooltip } from 'echarts/lib/component/tooltip/install.js';
import { install as canvas } from 'echarts/lib/renderer/installCanvasRenderer.js';

/*
 * ECharts with what the page's charts are made of: all of it would be twice as much. A file of its
 * own, for only one page has charts.
 */
use([bars, lines, grid, legend, tooltip, canvas]);

window.echarts = { init, getInstanceByDom };
