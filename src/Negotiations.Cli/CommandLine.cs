using Negotiations.Cli.Commands;
using Negotiations.Cli.Running;
using Negotiations.Cli.Writing;
using Spectre.Console.Cli;

namespace Negotiations.Cli;

/// <summary>The commands, and what becomes of a line that none of them understands.</summary>
internal static class CommandLine
{
    private static readonly string[] Groups = ["keys", "ledger", "verify", "witness"];

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandEnvironment environment,
        CancellationToken stop
    )
    {
        if (RepeatedOption.Find(args) is { } twice)
        {
            await environment.Error.WriteLineAsync(
                $"{twice} is given twice here, and is taken once. 'negotiations COMMAND --help' says what may be "
                    + "repeated."
            );
            return ExitCode.Usage;
        }

        var app = new CommandApp();
        app.Configure(commands => Configure(commands, environment));
        try
        {
            var code = await app.RunAsync(InputText.Spell(args), stop);

            // A group of commands alone gets its help, and asks for nothing: that is neither a yes nor a no.
            return args is [var only] && Array.IndexOf(Groups, only) >= 0 ? ExitCode.Usage : code;
        }
        catch (CommandAppException misunderstood)
        {
            await environment.Error.WriteLineAsync(
                $"{misunderstood.Message} 'negotiations --help' lists the commands, 'negotiations COMMAND "
                    + "--help' what one takes."
            );
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            await environment.Error.WriteLineAsync(
                "This is a fault of the program, not of what was asked. Please report it with what "
                    + $"follows.{Environment.NewLine}{fault}"
            );
            return ExitCode.Fault;
        }
    }

    private static void Configure(IConfigurator commands, CommandEnvironment environment)
    {
        commands.SetApplicationName("negotiations");
        commands.SetApplicationVersion(ProductVersion.Text);
        commands.ConfigureConsole(environment.Console);
        commands.PropagateExceptions();
        commands.UseStrictParsing();
        commands.CancellationExitCode(ExitCode.Interrupted);
        commands.Settings.Registrar.RegisterInstance(environment);

        AddWriting(commands);
        AddReading(commands);
        commands
            .AddCommand<ImportCommand>("import")
            .WithDescription(
                "Take in a file of a dataset; exit code 0 all rows taken, 1 some were not, 2 nothing was, "
                    + "because the file cannot be read"
            )
            .WithExample("import", "pax", "pax-agreements.csv", "--release", "2019-07-01", "--dry-run");
        commands
            .AddCommand<UndoImportCommand>("undo-import")
            .WithDescription("Take back what an import recorded, as one act, or stop one that is under way")
            .WithExample("undo-import", "01a21027-b2a4-74be-8063-50f7f2d526d6");
        commands
            .AddCommand<AuditCommand>("audit")
            .WithDescription(
                "Rebuild every view from its events and compare; exit code 0 equal, 1 different, 2 incomplete"
            )
            .WithExample("audit");
        AddKeys(commands);
        AddVerifying(commands);
        AddWitness(commands);
        commands.AddBranch("ledger", ledger =>
        {
            ledger.SetDescription("What the holder of a server's ledger.key decides, on the server's machine");
            ledger
                .AddCommand<ResumeLedgerCommand>("resume")
                .WithDescription(
                    "Let the log go on without something it had signed, after a restore or a failover that lost it; "
                        + "the log says so in public"
                )
                .WithExample("ledger", "resume", "data/ledger/ledger.key");
        });
        commands
            .AddCommand<RotateKeyCommand>("rotate-ledger-key")
            .WithDescription(
                "Put a new key in the place of a server's ledger.key; the server hands over at its next start"
            )
            .WithExample("rotate-ledger-key", "data/ledger/ledger.key");
    }

    private static void AddWriting(IConfigurator commands)
    {
        commands
            .AddCommand<OpenCommand>("open")
            .WithDescription("Open a negotiation")
            .WithExample(
                "open",
                "example-border",
                "--title",
                "\"Example border\"",
                "--kind",
                "negotiation",
                "--subject",
                "boundary",
                "--occurred",
                "2022-01",
                "--source-publisher",
                "\"Example Agency\""
            );
        commands
            .AddCommand<ReportCommand>("report")
            .WithDescription("Append what a source reports, from flags, a file or standard input")
            .WithExample(
                "report",
                "example-border",
                "--type",
                "clash-reported",
                "--occurred",
                "2022-09",
                "--source-publisher",
                "\"Example Agency\"",
                "--set",
                "clashId=september-2022"
            );
    }

    private static void AddReading(IConfigurator commands)
    {
        commands
            .AddCommand<StatusCommand>("status")
            .WithDescription("Where a negotiation stands, now or on other clocks")
            .WithExample("status", "kg-tj-border", "--as-of", "2022-09-30");
        commands
            .AddCommand<ListCommand>("list")
            .WithDescription("Negotiations, filtered, in a stable order")
            .WithExample("list", "--party", "KGZ", "--phase", "in-force");
        commands
            .AddCommand<HistoryCommand>("history")
            .WithDescription("What happened, in the order of any of the three clocks")
            .WithExample("history", "kg-tj-border", "--clock", "published");
        commands
            .AddCommand<ReplayCommand>("replay")
            .WithDescription("A negotiation as it stood on any clocks, with the events known by then")
            .WithExample("replay", "kg-tj-border", "--known-by", "2024-12-31", "--basis", "published");
        commands
            .AddCommand<ExplainCommand>("explain")
            .WithDescription("For every field of a status, the rules, events and sources that decided it")
            .WithExample("explain", "kg-tj-border", "phase");
        commands
            .AddCommand<ChangesCommand>("changes")
            .WithDescription("What changed between two versions or two moments, and by which events")
            .WithExample("changes", "kg-tj-border", "--from", "5", "--to", "9");
    }

    private static void AddKeys(IConfigurator commands)
    {
        commands.AddBranch("keys", keys =>
        {
            keys.SetDescription("Hand out keys and take them back; needs the key of an admin");
            keys.AddCommand<ListKeysCommand>("list")
                .WithDescription("Every key that was handed out, in that order")
                .WithExample("keys", "list");
            keys.AddCommand<CreateKeyCommand>("create")
                .WithDescription("Hand out a key; it goes to standard output, this once")
                .WithExample(
                    "keys",
                    "create",
                    "--name",
                    "\"desk laptop\"",
                    "--role",
                    "monitor",
                    "--person",
                    "a.monitor",
                    "--expires",
                    "2027-01-31"
                );
            keys.AddCommand<RevokeKeyCommand>("revoke")
                .WithDescription("Take a key back, for good")
                .WithExample("keys", "revoke", "01a21027-b2a4-74be-8063-50f7f2d526d6");
        });
    }

    private static void AddVerifying(IConfigurator commands)
    {
        commands.AddBranch("verify", verify =>
        {
            verify.SetDescription(
                "Check the ledger without trusting the server; exit code 0 verified, 1 tampering, 2 "
                    + "usage, 4 not reached, 5 cannot be checked"
            );
            verify
                .AddCommand<VerifyProofCommand>("proof")
                .WithDescription("One proof file, offline")
                .WithExample("verify", "proof", "event.tlog-proof", "--vkey", "ledger.vkey");
            verify
                .AddCommand<VerifyReceiptCommand>("receipt")
                .WithDescription("What the log promised for an append, against the log")
                .WithExample("verify", "receipt", "receipt.json", "--vkey", "ledger.vkey");
            verify
                .AddCommand<VerifyServerCommand>("server")
                .WithDescription("Every tile, entry, event and view of a server, and its growth since the last visit")
                .WithExample("verify", "server", "--vkey", "ledger.vkey");
            verify
                .AddCommand<VerifyDumpCommand>("dump")
                .WithDescription("A database dump")
                .WithExample("verify", "dump", "negotiations.sql", "--vkey", "ledger.vkey");
        });
    }

    private static void AddWitness(IConfigurator commands)
    {
        commands.AddBranch("witness", witness =>
        {
            witness.SetDescription("Cosign the checkpoints of a log that only grows");
            witness
                .AddCommand<WitnessKeyCommand>("key")
                .WithDescription("Make a witness's key; prints the verifier key for the log's operator")
                .WithExample("witness", "key", "witness.key", "--name", "witness.example/w1");
            witness
                .AddCommand<WitnessInitCommand>("init")
                .WithDescription("Begin: note the newest checkpoint as the first one seen, once, and sign nothing");
            witness
                .AddCommand<WitnessCosignCommand>("cosign")
                .WithDescription("Cosign the newest checkpoint if it continues the last one seen")
                .WithExample(
                    "witness",
                    "cosign",
                    "--key-file",
                    "witness.key",
                    "--vkey",
                    "ledger.vkey",
                    "--kept",
                    "seen.checkpoint"
                );
        });
    }
}
