/** Starts the page: words first, then the application. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from './app/root.tsx';
import { startI18n } from './i18n/i18n.ts';
import './app/base.css';

await startI18n();
const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
