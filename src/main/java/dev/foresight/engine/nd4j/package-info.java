/** An engine whose networks run on ND4J, for those who have it: loads and explains itself without. */
package dev.foresight.engine.nd4j;
