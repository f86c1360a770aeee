using static Negotiations.Server.Settings.SettingKind;

namespace Negotiations.Server.Settings;

// How much it does, and how it is watched.
internal static partial class SettingCatalogue
{
    private static IReadOnlyList<Setting> Limits =>
        [
            new(
                "limits:requests:count",
                Flag,
                "true unless only this machine is answered",
                "false",
                "Whether requests are counted."
            ),
            new(
                "limits:requests:perKey",
                Number,
                "6000",
                "600",
                "Requests a minute with one key, or by one subject of tokens."
            ),
            new("limits:requests:perAddress", Number, "12000", "1200", "Requests a minute from one address."),
            new(
                "limits:replays:atOnce",
                Number,
                "twice the processors",
                "8",
                "Answers folded from events at one time, on this node."
            ),
            new("limits:replays:perCaller", Number, "the processors", "4", "Of those, by one caller."),
            new(
                "limits:exports:atOnce",
                Number,
                "eight times the processors",
                "16",
                "Files written at one time, on this node."
            ),
            new("limits:exports:perCaller", Number, "twice the processors", "4", "Of those, by one caller."),
            new("limits:requestSeconds", Number, "30", "60", "After so many seconds a request is given up.")
            {
                Range = (1, 86_400),
            },
            new("limits:importBytes", Number, "1073741824", "104857600", "The largest file that is taken in, in bytes.")
            {
                Range = (1, 1L << 40),
            },
            new("imports:dryRunHours", Number, "24", "1", "For how long a dry run of an import can be looked at.")
            {
                Range = (1, 87_600),
            },
            new("imports:reportDays", Number, "90", "30", "For how long the reports on the rows of imports stay.")
            {
                Range = (1, 36_500),
            },
            new("imports:sweep", Span, "0:10:00", "0:01:00", "How often those whose time is over are looked for."),
        ];

    private static IReadOnlyList<Setting> Following =>
        [
            new("followers:most", Number, "1000", "200", "Live streams at one time, on this node."),
            new("followers:perCaller", Number, "100", "20", "Of those, by one key, subject of tokens, or address."),
            new(
                "followers:heartbeat",
                Span,
                "0:00:15",
                "0:00:30",
                "How long a live stream is silent before a comment shows that it lives."
            ),
            new("webhooks:timeout", Span, "0:00:15", "0:00:05", "How long a receiver may take to answer."),
            new(
                "webhooks:backoff",
                Spans,
                "5 seconds to 14 hours, over three days",
                "0:0:5, 0:1:0, 0:30:0",
                "How long after each failed attempt the next one follows; after the last a delivery is parked."
            ),
            new(
                "webhooks:sweep",
                Span,
                "0:00:30",
                "0:01:00",
                "How often what was lost between a commit and its queue is looked for."
            ),
            new("webhooks:poll", Span, "0:00:05", "0:00:01", "How often attempts are looked for whose time has come."),
            new(
                "webhooks:ports",
                Text,
                "443, 8443",
                "443",
                "Ports that receivers may listen on, with commas between them."
            ),
            new("webhooks:perOwner", Number, "20", "50", "Subscriptions one owner may have.")
            {
                Range = (0, 1_000_000),
            },
            new(
                "webhooks:onDemandAMinute",
                Number,
                "60",
                "10",
                "Tests and redeliveries one owner may ask for in a minute."
            ),
            new(
                "webhooks:allowLocal",
                Flag,
                "false",
                "true",
                "Receivers on this machine, by http: for trying things out."
            ),
            new(
                "webhooks:key",
                Text,
                "a file in the data folder",
                "base64 of 32 bytes",
                "What the secrets of subscriptions are encrypted with; the same on every node."
            ),
        ];

    private static IReadOnlyList<Setting> OlderLedgers =>
        [
            new(
                "ledger:sealUpTo",
                Number,
                "0",
                "4200",
                "For a store that a version before the ledger made: the sequence of the last event that it recorded. "
                    + "Rows up to there may be without a seal and are sealed as they are found. Rows that no node "
                    + "with the log's key recorded are taken in up to there, too. Take it out after the first start."
            )
            {
                Range = (0, long.MaxValue),
            },
            new(
                "ledger:enterErasures",
                Flag,
                "false",
                "true",
                "For a store in which a version before their entries erased something: true enters these erasures into "
                    + "the log afterwards, all that are in the list of erasures. Look through the list first, and take "
                    + "it out after the first start."
            ),
        ];

    private static IReadOnlyList<Setting> LedgerElsewhere =>
        [
            new(
                "ledger:copies",
                Text,
                "none",
                "/mnt/other-disk/negotiations",
                "Folders on other disks that remember the last signed checkpoint, too, one by one: ledger:copies:0, "
                    + "ledger:copies:1. A majority of them and the data folder have each checkpoint before anyone can "
                    + "see it, and nothing is signed while fewer can be asked. An old copy of the data folder is "
                    + "noticed by them."
            )
            {
                IsList = true,
            },
            new(
                "ledger:witnesses",
                Text,
                "none",
                "witness.example/w1+...",
                "Verifier keys of witnesses, one by one: ledger:witnesses:0, ledger:witnesses:1."
            )
            {
                IsList = true,
            },
        ];

    private static IReadOnlyList<Setting> Ledger =>
        [
            new(
                "ledger",
                Word,
                "on",
                "off",
                "off: nothing is added to the log until it is on again. Events are sealed all the same."
            )
            {
                Words = ["on", "off"],
            },
            new(
                "ledger:origin",
                LogName,
                "negotiations-<random>.local",
                "talks.example/ledger",
                "The name of the log, before its first start: it stands in every checkpoint and is never changed. A "
                    + "start with another name than that of its key is refused."
            ),
            new(
                "ledger:keyCommand",
                Text,
                "the file ledger/ledger.key",
                "vault read -field=key secret/ledger",
                "A command that writes the log's signing key."
            ),
            new(
                "ledger:previousKeyCommand",
                Text,
                "none",
                "vault read -field=previous secret/ledger",
                "The same of the key before, until it has handed over."
            )
            {
                Needs = "ledger:keyCommand",
            },
            new(
                "ledger:acceptNewKey",
                Flag,
                "false",
                "true",
                "true: a node starts beside a log that its key did not sign. It records and serves, and signs nothing."
            ),
            .. OlderLedgers,
            new(
                "ledger:selfCheckSeconds",
                Number,
                "60",
                "600",
                "How long the server rests after it has looked through its own record, before it begins again."
            )
            {
                Range = (1, 604_800),
            },
            .. LedgerElsewhere,
        ];

    private static IReadOnlyList<Setting> Watching =>
        [
            new(
                "logs:format",
                Word,
                "text",
                "json",
                "json: one JSON object a line on standard output, and nothing else there."
            )
            {
                Words = ["text", "json"],
            },
            new(
                "Logging:Console:FormatterName",
                Word,
                "simple",
                "json",
                "What the framework calls logs:format; one of the two is enough."
            )
            {
                Words = ["simple", "json"],
            },
            new(
                "Logging:LogLevel:Default",
                Word,
                "Information",
                "Warning",
                "From which level on something is logged; a category in place of Default sets its own."
            )
            {
                Words = ["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"],
            },
            new("metrics:needsKey", Flag, "false", "true", "true: /metrics needs a key also from this machine."),
            new(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                Address,
                "nothing is sent",
                "http://collector:4317",
                "Where traces and metrics are sent (OpenTelemetry)."
            )
            {
                IsVariable = true,
            },
        ];
}
