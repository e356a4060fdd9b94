import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendFile } from '../../../local/static-files.ts';

describe('given a page that is built anew while it is asked for', () => {
  let folder: string;
  let server: Server;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oneshelf-static-'));
    const file = join(folder, 'app.js');
    server = createServer((request, response) => {
      writeFileSync(file, 'code');
      sendFile(request, response, file);
      if (request.url === '/gone') rmSync(file);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  test('when the file goes before it is read, then that request fails and the next one is served', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(fetch(`${url}/gone`).then((reply) => reply.text())).rejects.toThrow();
    expect(await (await fetch(`${url}/there`)).text()).toBe('code');
  });
});
