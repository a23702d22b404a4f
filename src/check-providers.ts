import process from 'node:process';
import { checkProviders } from './provider-check.ts';

process.exitCode = await checkProviders();
