/** Does something with each in turn, round by round, every round beginning with another: what is noise to one is to all. */
export async function alternate<Contestant>(
  contestants: readonly Contestant[],
  rounds: number,
  act: (contestant: Contestant, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < contestants.length; place += 1) {
      const contestant = contestants[(round + place) % contestants.length];
      if (contestant !== undefined) await act(contestant, round);
    }
  }
}
