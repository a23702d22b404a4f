import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './client.ts';
import { createLiveTasks } from './live-tasks.ts';
import { applyTheme } from './theme.tsx';
import './style.css';

applyTheme();
const client = createClient();
const root = document.querySelector('#dashboard');
if (root === null) throw new Error('The page has no place for the dashboard');
createRoot(root).render(
  <StrictMode>
    <App client={client} liveTasks={createLiveTasks(client)} />
  </StrictMode>,
);
