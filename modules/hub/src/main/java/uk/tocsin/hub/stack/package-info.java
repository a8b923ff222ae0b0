/**
 * The embedded default: a real Kafka broker in this process and a real schema registry beside it, so that the hub runs
 * on a machine that has a JDK and nothing else. No Spring here: the stack is up before the application and goes after it.
 */
@NullMarked
package uk.tocsin.hub.stack;

import org.jspecify.annotations.NullMarked;
