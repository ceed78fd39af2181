/** Installs the npm packages when they are missing or differ from package-lock.json. Plain JavaScript without dependencies: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const minimum = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  console.error(
    `Phecda needs Node ${minimum.join('.')} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Direct dependencies of all workspaces whose installed version is not the locked one. */
function missing() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const locked = read('package-lock.json').packages;
  const folders = ['', ...read('package.json').workspaces];
  return folders.flatMap((folder) => {
    const { dependencies = {}, devDependencies = {} } = read(join(folder, 'package.json'));
    return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => {
      const nested = join(folder, 'node_modules', name).replaceAll('\\', '/');
      const key = locked[nested] ? nested : `node_modules/${name}`;
      const entry = locked[key];
      if (!entry || entry.link) return !existsSync(join(root, 'node_modules', name));
      const file = join(root, key, 'package.json');
      return !existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).version !== entry.version;
    });
  });
}

export function ensureInstalled() {
  checkNode();
  const fresh = !existsSync(join(root, 'node_modules'));
  const names = missing();
  if (names.length === 0) return;
  console.log(
    fresh
      ? 'Installing packages (first start, about a minute) …'
      : `Installing packages: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''} missing or outdated.`,
  );
  const { status } = spawnSync('npm', [fresh ? 'ci' : 'install'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The packages could not be installed; see the message of npm above.');
    process.exit(status ?? 1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
