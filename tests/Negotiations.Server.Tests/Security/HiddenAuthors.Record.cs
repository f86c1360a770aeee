using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Security;

// What they look at.
public sealed partial class HiddenAuthors
{
    /// <summary>A record by a monitor and an admin with names that stand nowhere else.</summary>
    public sealed class Record(TestDatabase databases) : WebhookServer(databases), IAsyncLifetime
    {
        public const string Name = "Zarina.Quvvatova";
        public const string AdminName = "Qurbonali.Erases";
        public const string AuditorName = "Sitora.Checks";

        public HttpClient Someone { get; private set; } = null!;

        public JsonObject Last { get; } = Report.Round("2025-01", 5);

        /// <summary>By the name of a parameter in a path.</summary>
        public IReadOnlyDictionary<string, string[]> Things { get; private set; } = null!;

        internal Secrets Secrets { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Someone = await KeyAsync(Name, "monitor");
            using var eraser = await KeyAsync(AdminName, "admin");
            await Someone.Opens(Report.Opening("hidden", title: "Talks about Vorukh")).Succeeds();
            var clash = await Someone.Appends("hidden", Report.Clash()).Succeeds();
            await Someone
                .Appends(
                    "hidden",
                    Report.Of("toll-reported", "2022-09", """ "clashId": "september-2022", "killed": { "best": 24 } """)
                )
                .Succeeds();
            await Someone
                .Appends(
                    "hidden",
                    Report.Of(
                        "meeting-scheduled",
                        "2024-01",
                        """ "meetingId": "m1", "kind": "round", "plannedFor": "2024-03-05" """
                    )
                )
                .Is(HttpStatusCode.Created);
            var gone = await Someone.Appends("hidden", Report.Round("2023-10", 1)).Succeeds();
            await Someone
                .Appends("hidden", Report.Correction(clash["events.0.eventId"]!, """{ "note": "By night." }"""))
                .Succeeds();
            await Someone.Appends("hidden", Report.Retraction(gone["events.0.eventId"]!)).Succeeds();
            var erased = await Someone
                .Appends("hidden", Report.Of("round-held", "2024-05", """ "note": "Nurlan said" """))
                .Succeeds();
            await Someone.Opens("hidden-too").Succeeds();
            await Someone.Appends("hidden-too", Report.Clash()).Succeeds();
            await Actors.Entry.Registers(Someone, "HIDDEN-ONE", "A hidden organisation");
            var import = await Importing.Importer.Imports(
                Someone,
                "ucdp-ged",
                "id,dyad_name,date_start\n1,two,soon\n",
                "2024-01-01"
            );
            await Scratch.Eventually("it is erased", async () =>
                (await eraser.Erases("hidden", erased["events.0.eventId"])).Status
                    is HttpStatusCode.Created
                        or HttpStatusCode.OK
            );
            await Someone.Appends("hidden", Last).Succeeds();
            using var checks = await KeyAsync(AuditorName, "auditor");
            var audit = (await checks.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds()).Json;
            await Scratch.Eventually("the audit is done", async () =>
                (await Auditor.Asks($"/api/audits/{audit["id"]}").Succeeds())["state"] == "done"
            );
            await SettleAsync(import, (string)audit["id"]!);
        }

        public async Task<HttpClient> KeyAsync(string name, string role) =>
            First.Client(
                (
                    await Admin
                        .SendAsync(
                            HttpMethod.Post,
                            "/api/keys",
                            Subscribing.Json(new JsonObject { ["name"] = name, ["role"] = role })
                        )
                        .Succeeds()
                )["key"]
            );

        async Task SettleAsync(JsonNode import, string audit)
        {
            var feed = (await Auditor.Asks("/api/events?limit=200").Succeeds()).Json["items"]!.AsArray();
            await Scratch.Eventually("all is in the log", async () =>
                (await Anonymous.Asks($"/api/ledger/entries/{feed[^1]!["eventId"]}")).Status == HttpStatusCode.OK
            );
            var keys = (await Admin.Asks("/api/keys?limit=200").Succeeds()).Json["items"]!.AsArray();
            Secrets = new Secrets(
                [
                    Name,
                    AdminName,
                    AuditorName,
                    // One for all negotiations: it would tie them to each other.
                    await CalledAsync(Name),
                    await CalledAsync(AdminName),
                    .. keys.Where(each => Names.Contains((string?)each!["name"])).Select(each => (string)each!["id"]!),
                ],
                [
                    .. feed.Where(each => Names.Contains((string?)each!["recordedBy"]))
                        .Select(each => ((string)each!["eventId"]!, (string)each["recordedAt"]!)),
                ]
            );
            Things = new Dictionary<string, string[]>
            {
                ["{id}"] = ["hidden", "hidden-too"],
                ["{import}"] = [(string)import["id"]!],
                ["{audit}"] = [audit],
                ["{eventId}"] =
                [
                    .. feed.Where(each => (string?)each!["negotiation"] == "hidden")
                        .Select(each => (string)each!["eventId"]!),
                ],
                ["{code}"] = ["HIDDEN-ONE", "KGZ"],
            };

            // So that no answer is given in a second in which something was recorded.
            await Task.Delay(TimeSpan.FromSeconds(2.1), Scratch.Stop);
        }

        async Task<string> CalledAsync(string name) =>
            (string)(await this.SqlAsync($"select author from negotiations.author where name = '{name}'"))!;

        static readonly string?[] Names = [Name, AdminName, AuditorName];
    }
}
