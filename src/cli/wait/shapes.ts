import { z } from 'zod';
import { taskStates } from '../../domain/task.ts';

/** A state that a later server knows and this program does not is as good as unknown. */
export const stateShape = z.enum(taskStates).catch('UNKNOWN');

/** Why a thing failed, of the statuses that tell. */
export const whyShape = z.object({ reason: z.string().nullish(), message: z.string().nullish() });

export const whyText = ({ reason, message }: z.infer<typeof whyShape>): string =>
  [reason, message].filter((part) => part !== undefined && part !== null && part !== '').join(': ');
