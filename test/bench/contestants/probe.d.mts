/** Answers every question of a name from now on. */
export function answer(name: string, give: (given: unknown) => unknown): void;
