package uk.tocsin.hub.cli;

import picocli.CommandLine.Command;

/** The directory: who takes part, and who shares with whom. */
@Command(
        name = "directory",
        description = "Show members and circles, and change them as an administrator.",
        subcommands = {
            DirectoryListCommand.class,
            DirectorySearchCommand.class,
            AddMemberCommand.class,
            RemoveMemberCommand.class,
            AddCircleCommand.class
        })
final class DirectoryCommand {}
