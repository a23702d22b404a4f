import process from 'node:process';
import { processEnvironment } from './config.ts';
import { serve } from './serve.ts';

const replaced = process.argv.includes('--demo') ? { EDGETASKS_DEMO: 'true' } : {};
process.exitCode = await serve(processEnvironment(replaced));
