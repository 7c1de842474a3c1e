import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';

/** Writes `.gz` and `.br` beside each text asset, so that the server compresses nothing while people wait. */
function compressed(): Plugin {
  return {
    name: 'guanjia-compressed',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const walk = (folder: string) => {
        for (const name of readdirSync(folder)) {
          const path = join(folder, name);
          if (statSync(path).isDirectory()) walk(path);
          else if (/\.(js|mjs|css|svg)$/.test(name)) {
            const text = readFileSync(path);
            writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
            writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
          }
        }
      };
      walk(join(dir, 'assets'));
    },
  };
}

export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [react(), compressed()],
  // Government desktops still run Chromium 90.
  build: {
    target: 'chrome90',
    outDir: 'dist/web',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: { resident: 'apps/resident/index.html', web: 'apps/web/index.html', field: 'apps/field/index.html' } },
  },
  worker: { format: 'es' },
});
