using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Importing;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;

namespace Negotiations.Server.Tests.Actors;

/// <summary>Events and filters take any code or name that is known, and refuse what is not, with what may be
/// meant.</summary>
public sealed class Naming(TestServer server, Naming.Emptied emptied)
    : IClassFixture<TestServer>,
        IClassFixture<Naming.Emptied>
{
    public sealed class Emptied(TestDatabase databases) : TestServer(databases);

    public static TheoryData<string> Filtered =>
        [
            "/api/negotiations",
            "/api/negotiations.csv",
            "/api/events",
            "/api/events.csv",
            "/api/events.ndjson",
            "/api/feed.atom",
            "/api/calendar.ics",
            "/api/map.geojson",
            "/api/statistics/tolls",
        ];

    [Theory]
    [InlineData("Kyrgyz Republic", "KGZ")]
    [InlineData("Киргизия", "KGZ")]
    [InlineData("kgz", "KGZ")]
    [InlineData("417", "KGZ")]
    [InlineData("the Taliban", "AFG-TAL")]
    [InlineData("ОДКБ", "CSTO")]
    [InlineData("Turkey", "TUR")]
    public async Task An_event_stores_the_code_and_keeps_the_words(string text, string code)
    {
        var id = $"named-{Guid.NewGuid():N}"[..20];
        await server.Monitor.Opens(id).Succeeds();
        var round = Report.Of("round-held", "2022-03", """ "actors": [ { "id": "?", "role": "host" } ] """);
        round["actors"]![0]!["id"] = text;
        await server.Monitor.Appends(id, round).Succeeds();

        var entry = await server.Anonymous.Asks($"/api/negotiations/{id}/history?type=round-held").Succeeds();
        Assert.Equal(code, entry["items.0.data.actors.0.id"]);
        var isCode = string.Equals(text, code, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isCode ? null : text, entry["items.0.data.named.0.text"]);
        Assert.Equal(isCode ? null : code, entry["items.0.data.named.0.code"]);
    }

    [Fact]
    public async Task Every_member_that_names_an_actor_takes_a_name_and_a_correction_does()
    {
        await server.Monitor.Opens("members").Succeeds();
        await server
            .Monitor.Appends(
                "members",
                Report.Of(
                    "instrument-signed",
                    "2022-03",
                    """ "instrumentId": "t", "title": "Treaty", "signatories": ["Kyrgyzstan", "Tajikistan"] """
                )
            )
            .Succeeds();
        var consent = await server
            .Monitor.Appends(
                "members",
                Report.Of(
                    "consent-expressed",
                    "2022-04",
                    """ "instrumentId": "t", "party": "Kyrgyzstan", "mode": "deposit" """
                )
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "members",
                Report.Of("participation-changed", "2022-05", """ "actor": "Узбекистан", "change": "joined" """)
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "members",
                Report.Correction(consent["events.0.eventId"]!, """{ "party": "Таджикистан" }""")
            )
            .Succeeds();

        var status = await server.Anonymous.Asks("/api/negotiations/members").Succeeds();
        Assert.Equal("[\"KGZ\"]", status["instruments.0.awaiting"]);
        Assert.Contains("UZB", status.Each("parties", "id"));
    }

    [Fact]
    public async Task An_actor_that_is_not_known_is_refused_with_what_may_be_meant_and_the_remedy()
    {
        await server.Monitor.Opens("unknown").Succeeds();
        var signed = Report.Of(
            "instrument-signed",
            "2022-03",
            """ "instrumentId": "t", "title": "Treaty", "signatories": ["KGZ", "Tajikstan"] """
        );
        var answer = await server
            .Monitor.Appends("unknown", signed)
            .IsRefused(422, "unknown-actor", "'Tajikstan'", "TJK (Tajikistan)", "POST /api/actors");
        Assert.Equal("/signatories/1", answer["at"]);
        await server
            .Monitor.Appends("unknown", new JsonArray(Report.Clash(), signed.DeepClone()))
            .IsRefused(422, "unknown-actor");
        await server.Monitor.Appends("unknown", signed, dryRun: true).IsRefused(422, "unknown-actor");
        await server
            .Monitor.Opens(Report.Opening("unknown-2", more: """ "actors": [ { "id": "QZX" } ] """))
            .IsRefused(422, "unknown-actor", "'QZX'");

        await server.Monitor.Registers("QZX", "Qualified Zone X");
        await server.Monitor.Opens(Report.Opening("unknown-2", more: """ "actors": [ { "id": "QZX" } ] """)).Succeeds();
    }

    [Fact]
    public async Task A_place_is_in_a_country_that_is_known_and_anything_else_is_refused_with_what_may_be_meant()
    {
        await server.Monitor.Opens("placed").Succeeds();
        await server.Monitor.Appends("placed", At("KGX")).IsRefused(422, "unknown-actor", "'KGX'", "KGZ (Kyrgyzstan)");
        var body = await server.Monitor.Appends("placed", At("UNSC")).IsRefused(422, "unknown-actor", "is no country");
        Assert.Equal("/place/country", body["at"]);
        await server.Monitor.Appends("placed", At("KGZ")).Succeeds();
        await server.Monitor.Appends("placed", At("SUN")).Succeeds();
        await server.Monitor.Appends("placed", At("Таджикистан")).Succeeds();
        var history = await server.Anonymous.Asks("/api/negotiations/placed/history?type=round-held").Succeeds();
        Assert.Equal("TJK", history["items.2.data.place.country"]);

        // A former state that never had an alpha-3 code.
        await server.Monitor.Appends("placed", At("South Vietnam")).Succeeds();
        history = await server.Monitor.Asks("/api/negotiations/placed/history?type=round-held").Succeeds();
        Assert.Equal("GW-817", history["items.3.data.place.country"]);

        static JsonObject At(string country) =>
            Report.Of("round-held", "2022-03", $$""" "place": { "name": "Osh", "country": "{{country}}" } """);
    }

    [Theory]
    [MemberData(nameof(Filtered))]
    public async Task A_filter_takes_a_name_as_it_takes_the_code_and_refuses_what_names_nothing(string path)
    {
        await server.Monitor.Opens($"filtered-{Guid.NewGuid():N}"[..20]).Succeeds();
        var byCode = (await server.Anonymous.Asks($"{path}?party=KGZ").Succeeds()).Text;
        foreach (var name in new[] { "kgz", "Kyrgyzstan", "Киргизия", "KG", "417" })
            Assert.Equal(
                WithoutAddress(byCode),
                WithoutAddress(
                    (await server.Anonymous.Asks($"{path}?party={Uri.EscapeDataString(name)}").Succeeds()).Text
                )
            );

        var refused = await server
            .Anonymous.Asks($"{path}?party=Kirgizstan")
            .IsRefused(400, "unknown-actor", "'Kirgizstan'", "KGZ (");
        Assert.Equal("party", refused["at"]);
    }

    [Fact]
    public async Task A_page_is_shown_and_names_the_word_it_did_not_understand()
    {
        foreach (var page in new[] { "/", "/calendar", "/statistics" })
        {
            var answer = await server.Anonymous.Asks($"{page}?party=Kirgizstan").Succeeds();
            Assert.Contains("KGZ (", answer.Text, StringComparison.Ordinal);
        }

        await server.Anonymous.Asks("/api/parties/Kirgizstan").IsRefused(404, "unknown-actor", "KGZ (");
    }

    [Theory]
    [InlineData("/?party=UN")]
    [InlineData("/calendar?party=United%20Nations")]
    [InlineData("/statistics?party=%D0%9E%D0%9E%D0%9D")]
    public async Task A_page_that_asks_for_one_actor_offers_those_it_does_not_cover(string path)
    {
        var page = await server.Monitor.Asks($"{path}&lang=en").Succeeds();
        Assert.Contains("Shown is what names United Nations.", page.Text, StringComparison.Ordinal);
        Assert.Matches("party=UNSG\"[^>]*>UN Secretary-General<", page.Text);
        Assert.DoesNotContain("Shown is what names", (await server.Monitor.Asks("/").Succeeds()).Text);
    }

    [Fact]
    public async Task A_party_that_no_fact_names_is_refused_with_those_that_belong_to_it() =>
        await server.Monitor.Asks("/api/parties/ECO").IsRefused(404, "party-not-found", "'ECO'", "AFG", "IRN");

    [Fact]
    public async Task A_party_bears_its_name_and_those_that_belong_to_it()
    {
        var opening = Report.Opening("with-un", more: """ "actors": [ { "id": "UN", "role": "observer" } ] """);
        await server.Monitor.Opens(opening).Succeeds();
        var party = await server.Anonymous.Asks("/api/parties/United%20Nations").Succeeds();
        Assert.Equal(("UN", "United Nations"), (party["id"], party["name"]));
        Assert.Contains("UNSG", party.Each("related", "code"));
        Assert.Contains("UN Secretary-General", party.Each("related", "name"));
    }

    [Fact]
    public async Task Codes_that_a_restored_record_brings_stay_as_they_are_and_are_found()
    {
        await server.Monitor.Registers("GONE-BODY");
        var opening = Report.Opening("with-gone", more: """ "actors": [ { "id": "GONE-BODY" } ] """);
        await server.Monitor.Opens(opening).Succeeds();
        var lines = (await server.Auditor.Asks("/api/events.ndjson").Succeeds()).Text.Split('\n');
        var export = string.Join('\n', lines.Where(line => line.Length == 0 || JsonNode.Parse(line)!["actor"] is null));

        // A node that has recorded nothing for a while knows the database's time less exactly than one that has.
        emptied.Services.GetRequiredService<DatabaseClock>().Set(DateTimeOffset.UtcNow.AddMinutes(-1));
        (await emptied.Admin.Imports("events", export, "2020-01-01", "&unproven=true")).IsDone();

        var found = await emptied.Anonymous.Asks("/api/negotiations?party=gone-body").Succeeds();
        Assert.Equal(["with-gone"], found.Each("items", "id"));
        var party = await emptied.Anonymous.Asks("/api/parties/GONE-BODY").Succeeds();
        Assert.Null(party["name"]);
        var status = await emptied.Anonymous.Asks("/api/negotiations/with-gone").Succeeds();
        Assert.DoesNotContain("GONE-BODY\",\"name", status.Text, StringComparison.Ordinal);
        await emptied
            .Monitor.Appends(
                "with-gone",
                Report.Of("participation-changed", "2022-05", """ "actor": "GONE-BODY", "change": "left" """)
            )
            .IsRefused(422, "unknown-actor", "'GONE-BODY'");
    }

    [Fact]
    public async Task Status_list_feed_and_parties_bear_names_in_the_language_of_the_reader()
    {
        await server.Monitor.Opens("in-russian").Succeeds();
        var status = await AskInAsync("ru-RU, en;q=0.5", "/api/negotiations/in-russian");
        Assert.Equal(["Киргизия", "Таджикистан"], status.Each("parties", "name"));
        var list = await AskInAsync("tg", "/api/negotiations?party=KGZ&limit=200");
        var item = list.Json["items"]!.AsArray().Single(each => (string?)each!["id"] == "in-russian")!;
        Assert.Equal("Қирғизистон", (string?)item["parties"]![0]!["name"]);
        Assert.Equal(("KGZ", "Қирғизистон"), (list["party.code"], list["party.name"]));
        var feed = await AskInAsync("ky", "/api/events?negotiation=in-russian");
        Assert.Equal("Кыргызстан", feed["items.0.names.KGZ"]);
        Assert.Equal("Киргизия", (await AskInAsync("ru", "/api/parties/KGZ"))["name"]);
        Assert.Contains("Киргизия", (await AskInAsync("ru", "/api/parties?limit=200")).Each("items", "name"));

        // A tag of one language is no tag of the other, and either names the version.
        var plain = await server.Anonymous.Asks("/api/negotiations/in-russian").Succeeds();
        Assert.NotEqual(plain.Tag, status.Tag);
        await server.Monitor.Appends("in-russian", Report.Clash(), ifMatch: status.Tag).Succeeds();
    }

    [Fact]
    public async Task Without_a_language_and_on_other_clocks_names_are_there_in_English_and_none_for_an_unknown_code()
    {
        await server.Monitor.Opens("in-english").Succeeds();
        await server
            .Monitor.Appends(
                "in-english",
                Report.Of(
                    "instrument-signed",
                    "2022-03",
                    """ "instrumentId": "t", "title": "Treaty", "signatories": ["KGZ", "TJK"] """
                )
            )
            .Succeeds();
        foreach (var clocks in new[] { "", "?asOf=2031", "?version=1" })
        {
            var status = await server.Anonymous.Asks($"/api/negotiations/in-english{clocks}").Succeeds();
            Assert.Equal(["Kyrgyzstan", "Tajikistan"], status.Each("parties", "name"));
        }

        foreach (var clocks in new[] { "", "&asOf=2031" })
        {
            var list = await server.Anonymous.Asks($"/api/negotiations?limit=200{clocks}").Succeeds();
            var item = list.Json["items"]!.AsArray().Single(each => (string?)each!["id"] == "in-english")!;
            Assert.Equal("Kyrgyzstan", (string?)item["parties"]![0]!["name"]);
        }

        var feed = await server.Anonymous.Asks("/api/events?negotiation=in-english&type=instrument-signed").Succeeds();
        Assert.Equal("""{"KGZ":"Kyrgyzstan","TJK":"Tajikistan"}""", feed["items.0.names"]);
        Assert.Equal("Kyrgyzstan", (await AskInAsync("de, *;q=0.1", "/api/actors/KGZ"))["actor.name"]);
    }

    async Task<Answer> AskInAsync(string languages, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", languages);
        using var response = await server.Anonymous.SendAsync(request, Scratch.Stop);
        return await Answer.Of(response);
    }

    // A feed names the address it was asked at.
    static string WithoutAddress(string text) => Regex.Replace(text, "party=[^\"&<]*", "");
}
