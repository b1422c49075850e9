/*
 * What the page's plots look like, as options of ECharts: on a white card, since the page around it
 * may be dark, and in colours that people with any colour vision tell apart (Okabe and Ito).
 */
'use strict';

const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9'];
const TITLE = { color: '#1f2933', fontSize: 14, fontWeight: 600 };
const LABEL = { color: '#52606d', fontSize: 11 };
const VALUE = { color: '#323f4b', fontSize: 11, fontWeight: 600 };
const FONT = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const AXIS = { show: true, lineStyle: { color: '#9aa5b1' } };
const GRID = { lineStyle: { color: '#e4e7eb' } };
const NONE = { show: false };

/** ECharts puts off what can wait for the next frame, and a plot has but one. */
function setTimeout() {}

/** Lines over two axes, several plots of them side by side. */
function plots(all) {
  const width = 430;
  const height = 320;
  return svg(width * all.length, height, all.map((plot, i) => {
    const left = i * width;
    return {
      title: {
        left: left + 7,
        top: 5,
        text: plot.title,
        subtext: plot.yLabel,
        itemGap: 5,
        textStyle: TITLE,
        subtextStyle: LABEL,
      },
      legend: {
        show: plot.lines.length > 1,
        left: left + 7,
        top: 45,
        data: plot.lines.map(line => line.name),
        selectedMode: false,
        icon: 'rect',
        itemGap: 22,
        itemWidth: 12,
        itemHeight: 4,
        textStyle: LABEL,
      },
      grid: { left: left + 56, top: 76, width: width - 82, height: height - 122 },
      xAxis: Object.assign(
        {
          gridIndex: i,
          name: plot.xLabel,
          nameLocation: 'middle',
          nameGap: 26,
          nameTextStyle: LABEL,
          axisLine: AXIS,
          splitLine: NONE,
        },
        plot.x === 'percentile' ? percentiles() : steps(plot)),
      yAxis: {
        type: plot.y,
        gridIndex: i,
        axisLabel: labelled(short),
        axisLine: NONE,
        axisTick: NONE,
        splitLine: GRID,
      },
      series: plot.lines.map((line, number) => ({
        type: 'line',
        silent: true,
        name: line.name,
        data: line.points.map(point => [place(plot, point.x), point.y]),
        xAxisIndex: i,
        yAxisIndex: i,
        color: COLORS[number % COLORS.length],
        lineStyle: { width: 2 },
        showSymbol: plot.x === 'category',
        symbol: 'circle',
        symbolSize: 7,
        itemStyle: { borderColor: '#fff', borderWidth: 1 },
      })),
    };
  }));
}

/** Horizontal bars in groups, each group with a scale of its own, each bar with its value. */
function bars(title, groups) {
  const row = 26;
  let bottom = 40;
  const parts = groups.map((group, i) => {
    const top = bottom + row;
    bottom = top + row * group.bars.length;
    return {
      title: { left: 7, top: top - row + 1, text: group.name, textStyle: VALUE },
      grid: { left: 130, top: top, width: 420, height: bottom - top },
      xAxis: { type: 'value', gridIndex: i, show: false, min: 0, max: 'dataMax' },
      yAxis: {
        type: 'category',
        gridIndex: i,
        data: group.bars.map(bar => bar.name),
        inverse: true,
        axisLabel: LABEL,
        axisLine: NONE,
        axisTick: NONE,
      },
      series: {
        type: 'bar',
        silent: true,
        xAxisIndex: i,
        yAxisIndex: i,
        data: group.bars.map(bar => bar.value),
        barWidth: 20,
        colorBy: 'data',
        label: Object.assign({ show: true, position: 'right', formatter: grouped }, VALUE),
      },
    };
  });
  return svg(640, bottom + 6, parts.concat({ title: { left: 7, top: 5, text: title, textStyle: TITLE } }));
}

/** One image of all these parts. */
function svg(width, height, parts) {
  const option = {
    animation: false,
    color: COLORS,
    textStyle: { fontFamily: FONT },
    graphic: {
      type: 'rect',
      silent: true,
      z: -1,
      shape: { width: width, height: height, r: 6 },
      style: { fill: '#fff' },
    },
  };
  parts.forEach(part => Object.keys(part).forEach(key => {
    option[key] = (option[key] || []).concat(part[key]);
  }));
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
  chart.setOption(option);
  return chart.renderToSVGString() + '\n';
}

/** Percentiles, each nine as far from the last as that from the one before. */
function percentiles() {
  const shown = [0, 90, 99, 99.9, 99.99];
  return {
    type: 'value',
    min: 0,
    max: shown.length - 1,
    interval: 1,
    axisLabel: labelled(nines => shown[nines] + ' %'),
    axisTick: AXIS,
  };
}

/** The values of the lines, evenly apart whatever they are. */
function steps(plot) {
  const values = [].concat.apply([], plot.lines.map(line => line.points.map(point => point.x)));
  const sorted = values.filter((value, i) => values.indexOf(value) === i).sort((a, b) => a - b);
  return {
    type: 'category',
    data: sorted.map(String),
    axisLabel: labelled(short),
    axisTick: Object.assign({ alignWithLabel: true }, AXIS),
  };
}

function place(plot, x) {
  return plot.x === 'percentile' ? Math.min(4, -Math.log10(1 - x / 100)) : String(x);
}

function labelled(formatter) {
  return Object.assign({ formatter: formatter }, LABEL);
}

/** A number as short as can be read: 2.5M, 100k, 0.1. */
function short(text) {
  const value = Number(text);
  const round = number => String(Number(number.toFixed(3)));
  if (value >= 1e6) {
    return round(value / 1e6) + 'M';
  }
  return value >= 1e4 ? round(value / 1e3) + 'k' : round(value);
}

function grouped(bar) {
  return String(Math.round(bar.value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
