package uk.tocsin.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a hub for something and prints what it answers. */
abstract class HubCommand implements Callable<Integer> {

    /** How the command was called, for what is wrong with that. */
    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Which hub, and as whom. */
    @Mixin
    HubOptions hub = new HubOptions();

    /** For a person, or for a script. */
    @Mixin
    OutputOptions output = new OutputOptions();
}
