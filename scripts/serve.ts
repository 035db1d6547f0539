import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sirv from 'sirv';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4321' }, dir: { type: 'string', default: 'dist' } },
});
const base = `/${(process.env.BASE_PATH ?? '/what-convnets-learn').replace(/^\/+|\/+$/g, '')}`.replace(
  /\/$/,
  '',
);
const folder = resolve(values.dir);
const notFound = join(folder, '404.html');
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no built site in ${folder}. Run 'npm run build' first.`);
  process.exit(1);
}

const files = sirv(folder, {
  etag: true,
  onNoMatch: (_request, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(existsSync(notFound) ? readFileSync(notFound) : 'Not found');
  },
});

const server = createServer((request, response) => {
  const url = request.url ?? '/';
  if (url === '/' && base !== '') {
    response.writeHead(302, { Location: `${base}/` }).end();
    return;
  }
  if (base !== '' && !url.startsWith(`${base}/`)) request.url = '/404-outside-the-base-path';
  else request.url = url.slice(base.length);
  files(request, response);
});

server.on('error', (error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE';
  console.error(
    taken ? `Port ${values.port} is taken. Choose another: npm start -- --port 4322` : error.message,
  );
  process.exit(1);
});
server.listen(Number(values.port), () => {
  console.log(`What ConvNets Learn is at http://localhost:${values.port}${base}/  (Ctrl+C stops it)`);
});
