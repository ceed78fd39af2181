/** Every screen, in the order of the rail and of the digit keys. A new one is a folder here and a line in this list. */
import type { ScreenEntry } from '../app/screen-entry.ts';
import { alertsScreen } from './alerts/screen.ts';
import { analysisScreen } from './analysis/screen.ts';
import { casesScreen } from './cases/screen.ts';
import { gangsScreen } from './gangs/screen.ts';
import { homeScreen } from './home/screen.ts';
import { importsScreen } from './imports/screen.ts';
import { jobsScreen } from './jobs/screen.ts';
import { mapScreen } from './map/screen.ts';
import { networkScreen } from './network/screen.ts';
import { targetingScreen } from './targeting/screen.ts';
import { watchesScreen } from './watches/screen.ts';

export const screens: readonly ScreenEntry[] = [
  homeScreen,
  networkScreen,
  mapScreen,
  analysisScreen,
  gangsScreen,
  targetingScreen,
  alertsScreen,
  watchesScreen,
  importsScreen,
  casesScreen,
  jobsScreen,
];
