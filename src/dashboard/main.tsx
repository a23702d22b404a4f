import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './client.ts';
import { applyTheme } from './header.tsx';
import { applyLanguage } from './language.ts';
import { createLiveTasks } from './live-tasks.ts';
import { shareToken } from './token.tsx';
import './style.css';

applyTheme();
applyLanguage();
shareToken();
const client = createClient();
const root = document.querySelector('#dashboard');
if (root === null) throw new Error('The page has no element for the dashboard');
createRoot(root).render(
  <StrictMode>
    <App client={client} liveTasks={createLiveTasks(client)} />
  </StrictMode>,
);
