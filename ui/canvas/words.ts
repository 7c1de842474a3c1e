import { createWords } from '../words/words.ts';

export const canvasWords = createWords({
  zh: {
    name: '地图区',
    map: '地图。方向键移动，加减号缩放，回车选中准星下的东西',
    zoomIn: '放大',
    zoomOut: '缩小',
    locate: '定位到我这里',
    whole: '看全部',
    legend: '图例',
    drawing: '正在画地图…',
    noBase: '底图没有取到，案件位置照常显示',
    noWebgl: '这台电脑的浏览器画不了地图（没有 WebGL）。列表照常可用；请换用较新的 Chrome 或 Edge，或打开显卡加速',
    noMap: '地图没有取到，列表照常可用；网络好了请刷新本页',
    again: '再取一次',
  },
  en: {
    name: 'Map area',
    map: 'Map. Arrow keys move, plus and minus zoom, Enter picks what is under the crosshair',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    locate: 'Go to where I am',
    whole: 'Show everything',
    legend: 'Legend',
    drawing: 'Drawing the map…',
    noBase: 'The base map could not be fetched; cases are still shown where they are',
    noWebgl: 'This browser cannot draw the map (no WebGL). Lists still work; use a recent Chrome or Edge, or turn hardware acceleration on',
    noMap: 'The map could not be fetched; lists still work. Reload this page once the network is back',
    again: 'Try again',
  },
});
