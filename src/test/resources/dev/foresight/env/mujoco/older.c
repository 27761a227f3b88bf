/* A library that says it were another MuJoCo, and has nothing else of it. */
int mj_version(void) { return 237; }
