// Who may import whom. The arrows are drawn in ARCHITECTURE.md; every rule here has been seen to fire.
// A feature's rules may know the features before it in this list, never those after.
const order = ['territory', 'catalogue', 'judgement', 'people', 'telemetry', 'responsibility', 'case', 'intake', 'patrol', 'outbox', 'world', 'map', 'exchange'];
const no = (name, from, to) => ({ name, severity: 'error', from, to });
const product = { path: '^(features|platform|ui|kernel|apps)/', pathNot: '\\.test\\.tsx?$|/testing\\.ts$' };
module.exports = {
  forbidden: [
    no('no-cycles', {}, { circular: true }),
    no('rules-are-pure', { path: '^features/[^/]+/rules/', pathNot: '\\.test\\.ts$' }, { pathNot: ['^kernel/', '^features/[^/]+/rules/', '^node_modules/zod/'] }),
    no('words-are-pure', { path: '^features/([^/]+)/words/', pathNot: '\\.test\\.ts$' }, { pathNot: ['^kernel/', '^features/[^/]+/(rules|words)/'] }),
    no('kernel-knows-nothing', { path: '^kernel/', pathNot: '\\.test\\.ts$' }, { pathNot: '^kernel/' }),
    no('hands-know-no-feature', { path: '^(platform|ui)/', pathNot: '\\.test\\.ts$' }, { path: '^(features|apps)/' }),
    no('screens-never-touch-the-server', { path: '^(features/[^/]+/(web|field)|ui|apps/(web|field|resident))/' }, { path: '^(features/[^/]+/server|platform|apps/server)/' }),
    no('enter-by-the-front-door', { path: '^features/([^/]+)/server/', pathNot: '\\.test\\.ts$' }, { path: '^features/[^/]+/server/', pathNot: ['^features/$1/', '/server/(command|queries)\\.ts$'] }),
    no('screens-stay-home', { path: '^features/([^/]+)/(web|field)/' }, { path: '^features/[^/]+/(web|field)/', pathNot: '^features/$1/' }),
    no('only-apps-compose', { path: '^(features|platform|ui|kernel)/', pathNot: '\\.test\\.ts$' }, { path: '^apps/' }),
    no('no-dev-tool-in-the-product', product, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }),
    no('every-feature-has-a-place', {}, { path: '^features/', pathNot: `^features/(${order.join('|')})/` }),
    ...order.slice(0, -1).map((feature, i) => no(`${feature}-knows-only-earlier`, { path: `^features/${feature}/rules/` }, { path: `^features/(${order.slice(i + 1).join('|')})/` })),
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.server.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: '\\?' } },
};
