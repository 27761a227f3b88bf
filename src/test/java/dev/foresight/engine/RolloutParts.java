package dev.foresight.engine;

/** The parts of the contract that roll plans out, through models of every kind. */
interface RolloutParts
    extends RolloutContract,
        EndingContract,
        FormulaContract,
        FutureContract,
        MatchingContract,
        ViolationContract {}
