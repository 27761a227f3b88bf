// The member that carries a particle through a step.
FUNCTION int memberOf(
    __global const float *arena, const int problem, const int particle, const int step) {
#if MEMBERS == 1
  return 0;
#elif POSTERIOR
  return as_int(arena[EPISODE_MEMBERS_AT + problem]) % MEMBERS;
#else
  const Noise noise = noiseOf(arena, MEMBER_STREAM, problem);
#if TS_INFINITY
  return (int)(((uint)particle + mul_hi(wordAt(noise, 0), (uint)MEMBERS)) % (uint)MEMBERS);
#else
  return (int)mul_hi(wordAt(noise, (uint)particle * HORIZON + step), (uint)MEMBERS);
#endif
#endif
}
