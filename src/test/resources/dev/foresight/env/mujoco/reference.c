/* MuJoCo by itself, for the tests of what calls it from Java.
   reference             prints where the installed headers say that fields are
   reference MODEL       reads controls from its input, and prints positions and velocities after each step */
#include <mujoco/mujoco.h>
#include <stddef.h>
#include <stdio.h>

#define MODEL(name, field) printf("MODEL_" name " %zu\n", offsetof(mjModel, field))
#define DATA(name, field) printf("DATA_" name " %zu\n", offsetof(mjData, field))

static void layout(void) {
  printf("VERSION %d\n", mjVERSION_HEADER);
  MODEL("NQ", nq);
  MODEL("NV", nv);
  MODEL("NU", nu);
  MODEL("NA", na);
  MODEL("NBODY", nbody);
  MODEL("NJMAX", njmax);
  MODEL("NSTACK", nstack);
  MODEL("TIMESTEP", opt.timestep);
  MODEL("ENABLE_FLAGS", opt.enableflags);
  MODEL("QPOS0", qpos0);
  MODEL("BODY_MASS", body_mass);
  printf("MODEL_SIZE %zu\n", sizeof(mjModel));
  DATA("NSTACK", nstack);
  DATA("WARNING", warning);
  DATA("CONTACTS", ncon);
  DATA("TIME", time);
  DATA("ENERGY", energy);
  DATA("QPOS", qpos);
  DATA("QVEL", qvel);
  DATA("ACT", act);
  DATA("QACC_WARMSTART", qacc_warmstart);
  DATA("CTRL", ctrl);
  DATA("XPOS", xpos);
  DATA("XIPOS", xipos);
  DATA("QFRC_CONSTRAINT", qfrc_constraint);
  printf("DATA_SIZE %zu\n", sizeof(mjData));
  printf("ENABLE_ENERGY %d\n", mjENBL_ENERGY);
  printf("BODY %d\n", mjOBJ_BODY);
  printf("WARNINGS %d\n", mjNWARNING);
  printf("WARNING_SIZE %zu\n", sizeof(mjWarningStat));
  printf("WARNING_NUMBER %zu\n", offsetof(mjWarningStat, number));
  printf("FULL %d %d\n", mjWARN_CONTACTFULL, mjWARN_CNSTRFULL);
  printf("BAD %d %d %d %d\n", mjWARN_BADQPOS, mjWARN_BADQVEL, mjWARN_BADQACC, mjWARN_BADCTRL);
}

static int simulate(const char *file) {
  char error[1000];
  mjModel *model = mj_loadXML(file, NULL, error, sizeof error);
  if (!model) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }
  mjData *data = mj_makeData(model);
  for (;;) {
    for (int i = 0; i < model->nu; i++) {
      if (scanf("%lf", &data->ctrl[i]) != 1) {
        mj_deleteData(data);
        mj_deleteModel(model);
        return 0;
      }
    }
    mj_step(model, data);
    for (int i = 0; i < model->nq; i++) {
      printf("%a ", data->qpos[i]);
    }
    for (int i = 0; i < model->nv; i++) {
      printf("%a ", data->qvel[i]);
    }
    printf("\n");
  }
}

int main(int count, char **words) {
  if (count > 1) {
    return simulate(words[1]);
  }
  layout();
  return 0;
}
