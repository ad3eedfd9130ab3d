// Serves the pressed pages to this machine alone, presses again after a save, and tells the
// open pages to load themselves anew.

import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import type { Site } from './press/site.node.ts';

export interface ServeOptions {
  readonly root: string;
  readonly out: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly site: Site;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const EVENTS = '/reload.events';
const SCRIPT = '/reload.js';
const RELOAD = `new EventSource('${EVENTS}').addEventListener('saved', () => location.reload());\n`;

/** Serves until the process ends. Answers with the address once it listens. */
export async function serve({
  root,
  out,
  port,
  site,
}: ServeOptions): Promise<string> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response, out, open).catch((error: unknown) => {
      send(
        response,
        400,
        'html',
        `<p>${error instanceof Error ? error.name : 'Error'}</p>`,
      );
    });
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  console.log(`${address}  (watching chapters/, solutions/, site/)`);
  watchCourse(root, (file) => void again(site, open, file));
  return address;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  out: string,
  open: Set<ServerResponse>,
): Promise<void> {
  const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, ''));
  if (path === EVENTS) {
    listen(request, response, open);
  } else if (path === SCRIPT) {
    send(response, 200, 'js', RELOAD);
  } else {
    await page(
      response,
      out,
      normalize(path.endsWith('/') ? `${path}index.html` : path),
    );
  }
}

async function page(
  response: ServerResponse,
  out: string,
  path: string,
): Promise<void> {
  const type = path.split('.').at(-1) ?? '';
  const text = await readFile(join(out, path), 'utf8').catch(() => undefined);
  if (text === undefined || TYPES[type] === undefined) {
    send(
      response,
      404,
      'html',
      `<p>There is no ${path.replace(/[<&]/g, '')} here.</p>`,
    );
  } else {
    send(response, 200, type, type === 'html' ? withReload(text) : text);
  }
}

/** Only a served page asks for news: the file on disk has neither the script nor the leave. */
function withReload(html: string): string {
  return html
    .replace("default-src 'none'", "default-src 'none'; connect-src 'self'")
    .replace('</head>', `<script src="${SCRIPT}" defer></script>\n</head>`);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
): void {
  response.writeHead(status, {
    'content-type': TYPES[type],
    'cache-control': 'no-store',
  });
  response.end(text);
}

function listen(
  request: IncomingMessage,
  response: ServerResponse,
  open: Set<ServerResponse>,
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
  });
  response.write(': open\n\n');
  open.add(response);
  request.on('close', () => open.delete(response));
}

async function again(
  site: Site,
  open: Set<ServerResponse>,
  file: string,
): Promise<void> {
  const start = performance.now();
  try {
    const written = await site.update();
    if (written.length === 0) return;
    const took = Math.round(performance.now() - start);
    console.log(`${file}: ${written.join(', ')} in ${took} ms`);
    for (const response of open) response.write('event: saved\ndata:\n\n');
    site.bind();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

/** Calls `changed` once for a burst of saves. */
function watchCourse(root: string, changed: (file: string) => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['chapters', 'solutions', 'site']) {
    watch(join(root, folder), { recursive: true }, (_, name) => {
      const file = `${folder}/${name ?? ''}`;
      if (/^site\/.*\.ts$/.test(file)) {
        console.log(`${file} changed: start again to press with it`);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => changed(file), 15);
    });
  }
}
