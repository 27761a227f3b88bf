package dev.foresight.engine;

/** The parts of the contract that make plans of returns, and whole calls. */
interface PlanParts
    extends SampleContract,
        ProposeContract,
        RateContract,
        ConstraintContract,
        ScoreContract,
        WeighContract,
        FitContract,
        MemoryContract,
        UpdateContract,
        ExplorationContract,
        DisagreementContract,
        SplitContract {}
