/** Builds the browser client: development server with a proxy to the API, production bundle in `dist`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:4000';
const served = ['/graphql', '/api', '/health', '/ready'];

/** Lays the list of the documents beside the page: the server runs these and no others. */
const listedDocuments: Plugin = {
  name: 'listed-documents',
  apply: 'build',
  generateBundle() {
    const fileName = 'persisted-documents.json';
    const source = readFileSync(join(import.meta.dirname, 'src/generated', fileName), 'utf8');
    this.emitFile({ type: 'asset', fileName, source });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), listedDocuments],
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(served.map((path) => [path, server])),
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
  },
});
