using Negotiations.Cli.Commands;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Vocabulary;

namespace Negotiations.Cli.Parsing;

/// <summary>All commands, in the order in which help shows them.</summary>
internal static class CommandList
{
    /// <summary>Not a command of its own: what follows it is shown.</summary>
    public const string Help = "help";

    /// <summary>Options that may be given before the command too.</summary>
    public static readonly IReadOnlyList<Option> Global = [.. Option.Of(typeof(ConnectionSettings)), Option.Help];

    public static readonly IReadOnlyList<Command> All =
    [
        .. Reading(),
        .. Writing(),
        .. Following(),
        .. Administering(),
        .. Ledger(),
        .. Witnessing(),
        Command.Of<HelpCommand>(Help, "What a command takes: help COMMAND", ["help", "status"]),
        Command.Of<CompletionCommand>(
            "completion",
            "The script that completes commands, options and ids in a shell",
            ["completion", "bash"]
        ),
    ];

    /// <summary>Every command that does something, with all its words.</summary>
    public static IEnumerable<(string Path, Command Command)> Leaves =>
        All.SelectMany(each =>
            each.Commands.Count == 0
                ? [(each.Name, each)]
                : each.Commands.Select(below => ($"{each.Name} {below.Name}", below))
        );

    private static Command[] Reading() =>
        [
            Command.Of<StatusCommand>(
                "status",
                "Where a negotiation stands, now or on other clocks",
                ["status", "kg-tj-border", "--as-of", "2022-09-30"]
            ),
            Command.Of<ListCommand>(
                "list",
                "Negotiations, filtered, in a stable order",
                ["list", "--party", "KGZ", "--phase", "in-force"]
            ),
            Command.Of<HistoryCommand>(
                "history",
                "What happened, in the order of any of the three clocks",
                ["history", "kg-tj-border", "--clock", "published"]
            ),
            Command.Of<ReplayCommand>(
                "replay",
                "A negotiation as it stood on any clocks, with the events known by then",
                ["replay", "kg-tj-border", "--known-by", "2024-12-31", "--basis", "published"]
            ),
            Command.Of<ExplainCommand>(
                "explain",
                "For every field of a status, the rules, events and sources that decided it",
                ["explain", "kg-tj-border", "phase"]
            ),
            Command.Of<ChangesCommand>(
                "changes",
                "What changed between two versions or two moments, and by which events",
                ["changes", "kg-tj-border", "--from", "5", "--to", "9"]
            ),
            Command.Of<CiteCommand>(
                "cite",
                "How to cite a negotiation on any clocks: a footnote, BibTeX, CSL or RIS",
                ["cite", "kg-tj-border", "--format", "bibtex"]
            ),
            Command.Of<PartiesCommand>(
                "parties",
                "The actors that events name, and in which negotiations",
                ["parties", "KGZ"]
            ),
            Command.Of<ActorsCommand>(
                "actors",
                "The registry of actors: codes, names in four languages, former names",
                ["actors", "--words", "Kyrgyz"]
            ),
        ];

    private static Command[] Writing() =>
        [
            Command.Of<OpenCommand>(
                "open",
                "Open a negotiation",
                [
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
                    "\"Example Agency\"",
                ]
            ),
            Command.Of<ReportCommand>(
                "report",
                "Append what a source reports, from flags, a file or standard input",
                [
                    "report",
                    "example-border",
                    "--type",
                    "clash-reported",
                    "--occurred",
                    "2022-09",
                    "--source-publisher",
                    "\"Example Agency\"",
                    "--set",
                    "clashId=september-2022",
                ]
            ),
            Command.Of<ImportCommand>(
                "import",
                "Take in a file of a dataset, or a whole record; exit code 0 all rows taken, 1 some were not or the "
                    + "record is not what was signed, 2 nothing was, because the file cannot be read, 5 its key is not "
                    + "the one given",
                ["import", "pax", "pax-agreements.csv", "--release", "2019-07-01", "--dry-run"]
            ),
            Command.Of<UndoImportCommand>(
                "undo-import",
                "Take back what an import recorded, as one act, or stop one that is under way",
                ["undo-import", "01a21027-b2a4-74be-8063-50f7f2d526d6"]
            ),
        ];

    private static Command[] Following() =>
        [
            Command.Of<WatchCommand>(
                "watch",
                "Each event as it is recorded, one a line, until Ctrl-C",
                ["watch", "kg-tj-border", "--place", "seen.place"]
            ),
            Command.Of<ExportCommand>(
                "export",
                "A file of the record or of a part of it, whole or not at all",
                ["export", "events", "--to", "events.ndjson"]
            ),
            Command.Group(
                "subscriptions",
                "Have events sent to an address of yours (webhooks)",
                Command.Of<ListSubscriptionsCommand>(
                    "list",
                    "Yours; an admin sees everybody's",
                    ["subscriptions", "list"]
                ),
                Command.Of<CreateSubscriptionCommand>(
                    "create",
                    "Subscribe an address; the secret goes to standard output, this once",
                    ["subscriptions", "create", "https://desk.example/hooks", "--party", "KGZ"]
                ),
                Command.Of<PauseSubscriptionCommand>("pause", "Hold it; nothing is lost meanwhile"),
                Command.Of<ResumeSubscriptionCommand>("resume", "Go on where it was held"),
                Command.Of<TestSubscriptionCommand>(
                    "test",
                    "Send a test event and say what was answered; exit code 1 if it did not arrive"
                ),
                Command.Of<DeleteSubscriptionCommand>("delete", "End it, with all that is on its way")
            ),
        ];

    private static Command[] Administering() =>
        [
            Command.Of<AuditCommand>(
                "audit",
                "Rebuild every view from its events and compare; exit code 0 equal, 1 different, 2 incomplete",
                ["audit"]
            ),
            Command.Group(
                "keys",
                "Hand out keys and take them back; needs the key of an admin",
                Command.Of<ListKeysCommand>("list", "Every key that was handed out, in that order", ["keys", "list"]),
                Command.Of<CreateKeyCommand>(
                    "create",
                    "Hand out a key; it goes to standard output, this once",
                    [
                        "keys",
                        "create",
                        "--name",
                        "\"desk laptop\"",
                        "--role",
                        "monitor",
                        "--person",
                        "a.monitor",
                        "--expires",
                        "2027-01-31",
                    ]
                ),
                Command.Of<RevokeKeyCommand>(
                    "revoke",
                    "Take a key back, for good",
                    ["keys", "revoke", "01a21027-b2a4-74be-8063-50f7f2d526d6"]
                )
            ),
        ];

    private static Command[] Ledger() =>
        [
            Command.Of<ProofCommand>(
                "proof",
                "Save the proof that an event is in the ledger; 'verify proof' checks it without a server",
                ["proof", "80fdb979-7b5c-4e28-9fe8-6e167a3c0507"]
            ),
            Command.Group(
                "verify",
                "Check the ledger without trusting the server; exit code 0 verified, 1 tampering, 2 usage, 4 not "
                    + "reached, 5 cannot be checked",
                Command.Of<VerifyProofCommand>(
                    "proof",
                    "One proof file, offline",
                    ["verify", "proof", "event.tlog-proof", "--vkey", "ledger.vkey"]
                ),
                Command.Of<VerifyExportCommand>(
                    "export",
                    "Every event of an exported record against what the log signed, without a server",
                    ["verify", "export", "record.ndjson", "--vkey", "ledger.vkey"]
                ),
                Command.Of<VerifyReceiptCommand>(
                    "receipt",
                    "What the log promised for an append, against the log",
                    ["verify", "receipt", "receipt.json", "--vkey", "ledger.vkey"]
                ),
                Command.Of<VerifyServerCommand>(
                    "server",
                    "Every tile, entry, event and view of a server, and its growth since the last visit",
                    ["verify", "server", "--vkey", "ledger.vkey"]
                ),
                Command.Of<VerifyDumpCommand>(
                    "dump",
                    "A database dump",
                    ["verify", "dump", "negotiations.sql", "--vkey", "ledger.vkey"]
                )
            ),
        ];

    private static Command[] Witnessing() =>
        [
            Command.Group(
                "witness",
                "Cosign the checkpoints of a log that only grows",
                Command.Of<WitnessKeyCommand>(
                    "key",
                    "Make a witness's key; prints the verifier key for the log's operator",
                    ["witness", "key", "witness.key", "--name", "witness.example/w1"]
                ),
                Command.Of<WitnessInitCommand>(
                    "init",
                    "Begin: note the newest checkpoint as the first one seen, once, and sign nothing"
                ),
                Command.Of<WitnessCosignCommand>(
                    "cosign",
                    "Cosign the newest checkpoint if it continues the last one seen",
                    [
                        "witness",
                        "cosign",
                        "--key-file",
                        "witness.key",
                        "--vkey",
                        "ledger.vkey",
                        "--kept",
                        "seen.checkpoint",
                    ]
                )
            ),
            Command.Group(
                "ledger",
                "What the holder of a server's ledger.key decides, on the server's machine",
                Command.Of<ResumeLedgerCommand>(
                    "resume",
                    "Let the log go on without something it had signed, after a restore or a failover that lost it; "
                        + "the log says so in public",
                    ["ledger", "resume", "data/ledger/ledger.key"]
                )
            ),
            Command.Of<RotateKeyCommand>(
                "rotate-ledger-key",
                "Put a new key in the place of a server's ledger.key; the server hands over at its next start",
                ["rotate-ledger-key", "data/ledger/ledger.key"]
            ),
        ];
}
