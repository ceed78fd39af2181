/** What tests need beyond npm packages: Chromium with a Chinese font for the page tests, Java and Maven for Neo4j. Installed by apt where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Tool {
  readonly name: string;
  readonly packages: readonly string[];
  present(): boolean;
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const tools: readonly Tool[] = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    present: () => chromiumPaths.some((path) => existsSync(path)),
  },
  {
    name: 'a Chinese font',
    packages: ['fontconfig', 'fonts-noto-cjk'],
    present: () => {
      const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
      return typeof stdout === 'string' && stdout.trim() !== '';
    },
  },
  {
    name: 'Java 17',
    packages: ['openjdk-17-jre-headless'],
    present: () => succeeds('java', ['-version']),
  },
  {
    name: 'igraph and networkx for /usr/bin/python3',
    packages: ['python3-igraph', 'python3-networkx'],
    present: () => succeeds('/usr/bin/python3', ['-c', 'import igraph, networkx']),
  },
  { name: 'Maven', packages: ['maven'], present: () => succeeds('mvn', ['-v']) },
];

/** @throws Error naming what is missing and how to get it. */
export function ensureTestTools(): void {
  const missing = tools.filter((tool) => !tool.present());
  if (missing.length === 0) return;
  const packages = missing.flatMap((tool) => tool.packages);
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    succeeds('apt-get', ['--version'])
  ) {
    console.log(`Installing ${packages.join(', ')} …`);
    const options = {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    } as const;
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  const still = missing.filter((tool) => !tool.present());
  if (still.length > 0) {
    const names = still.map((tool) => tool.name).join(', ');
    const wanted = still.flatMap((tool) => tool.packages).join(' ');
    throw new Error(`The tests need ${names}. On Debian, as root: apt-get install ${wanted}`);
  }
}
