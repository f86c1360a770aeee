using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Audit;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Citing;

/// <summary>
/// An answer can be cited: with an address that answers the same for ever, in the forms that footnotes and reference
/// programs take.
/// </summary>
public sealed class Citations(TestServer server) : IClassFixture<TestServer>
{
    const string Publisher = "Вечерка & Co. +";

    [Theory]
    [InlineData("")]
    [InlineData("asOf=2022-09-15")]
    [InlineData("version=2")]
    [InlineData("knownBy=2022-09-30&basis=published")]
    [InlineData("basis=published")]
    [InlineData("without=%D0%92%D0%B5%D1%87%D0%B5%D1%80%D0%BA%D0%B0%20%26%20Co.%20%2B&asOf=2022-10")]
    public async Task A_permalink_answers_as_the_view_did_and_still_does_after_more_was_recorded(string query)
    {
        var id = "cited-" + Ids.Of(query)[..8];
        await RecordAsync(id);
        var view = await server.Anonymous.Asks($"/api/negotiations/{id}?{query}").Succeeds();
        var permalink = (await server.Anonymous.Asks($"/api/negotiations/{id}/citation?{query}").Succeeds())[
            "permalink"
        ]!;

        var cited = await server.Anonymous.Asks(permalink).Succeeds();
        Assert.Equal(WithoutClocks(view), WithoutClocks(cited));

        // Recorded later: of another day, of the same day, and published before anything else was.
        await server.Monitor.Appends(id, Report.Round("2022-09-20", 1)).Succeeds();
        await server.Monitor.Appends(id, Toll(90, "Kabar", "2022-09-15")).Succeeds();
        await server
            .Monitor.Appends(
                id,
                Report.Of("sections-agreed", "2022-09-21", """ "allRemaining": true """, published: "2022-09-22")
            )
            .Succeeds();

        Assert.Equal(cited.Text, (await server.Anonymous.Asks(permalink).Succeeds()).Text);
        Assert.NotEqual(
            cited.Text,
            (await server.Anonymous.Asks($"/api/negotiations/{id}?asOf=2022-10").Succeeds()).Text
        );
    }

    [Fact]
    public async Task What_was_recorded_by_an_instant_is_cited_by_the_version_it_had()
    {
        await RecordAsync("by-instant");
        var at = (await server.Auditor.Asks("/api/negotiations/by-instant/history?clock=recorded").Succeeds())[
            "items.1.recordedAt"
        ]!;

        var citation = await server.Auditor.Asks($"/api/negotiations/by-instant/citation?knownBy={at}").Succeeds();

        Assert.Equal(("2", at), (citation["version"], citation["clocks.knownBy"]));
        Assert.Contains($"as recorded by {at}", citation["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("history", "history?version=4")]
    [InlineData("explanation", "explanation?asOf=")]
    [InlineData("provenance", "provenance?asOf=")]
    public async Task Every_view_has_a_permalink_of_its_own(string view, string begins)
    {
        var id = "view-" + view;
        await RecordAsync(id);

        var permalink = (await server.Anonymous.Asks($"/api/negotiations/{id}/citation?view={view}").Succeeds())[
            "permalink"
        ]!;
        var cited = await server.Anonymous.Asks(permalink).Succeeds();
        await server.Monitor.Appends(id, Report.Round("2022-09-20", 1)).Succeeds();

        Assert.Contains($"/api/negotiations/{id}/{begins}", permalink, StringComparison.Ordinal);
        Assert.Equal(cited.Text, (await server.Anonymous.Asks(permalink).Succeeds()).Text);
    }

    [Fact]
    public async Task A_citation_is_a_line_of_text_BibTeX_or_CSL_as_format_or_Accept_asks()
    {
        await server.Monitor.Opens(Report.Opening("forms", title: "Talks: 100% of {all} & more_or_less")).Succeeds();

        var text = await server
            .Anonymous.Asks("/api/negotiations/forms/citation?format=text&asOf=2024-12-31")
            .Succeeds();
        var bibtex = await server.Anonymous.SendAsync(
            HttpMethod.Get,
            "/api/negotiations/forms/citation?asOf=2024-12-31",
            null,
            ("Accept", "text/html;q=0.2, application/x-bibtex")
        );
        var csl = await server.Anonymous.SendAsync(
            HttpMethod.Get,
            "/api/negotiations/forms/citation?asOf=2024-12-31",
            null,
            ("Accept", "application/vnd.citationstyles.csl+json")
        );

        Assert.Equal("text/plain", text.ContentType);
        Assert.StartsWith(
            "Negotiations. \"Talks: 100% of {all} & more_or_less\" [status, version 1, as of 2024-12-31]. Recorded 20",
            text.Text,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"{server.First.Address}api/negotiations/forms?asOf=2024-12-31&version=1\n",
            text.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("application/x-bibtex", bibtex.ContentType);
        Assert.Contains(
            @"title = {Talks: 100\% of \{all\} \& more\_or\_less [status]}",
            bibtex.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(bibtex.Text.Count(each => each == '{'), bibtex.Text.Count(each => each == '}'));
        Assert.Equal(
            ("dataset", "Negotiations", "1", "3"),
            (
                csl["0.type"],
                csl["0.publisher"],
                csl["0.version"],
                $"{csl.Json[0]!["issued"]!["date-parts"]![0]!.AsArray().Count}"
            )
        );
    }

    [Fact]
    public async Task A_status_says_in_its_headers_by_which_address_to_cite_it_and_where_its_provenance_is()
    {
        await RecordAsync("linked");

        var now = await LinksAsync("/api/negotiations/linked");
        var then = await LinksAsync("/api/negotiations/linked?knownBy=2022-09-30&basis=published&asOf=2022-09-30");

        Assert.Equal("/api/negotiations/linked", now["canonical"]);
        Assert.Matches(@"^/api/negotiations/linked\?asOf=\d{4}-\d\d-\d\d&version=4$", now["cite-as"]);
        Assert.Equal(
            "/api/negotiations/linked?asOf=2022-09-30&version=4"
                + "&knownBy=2022-09-30T23%3A59%3A59.999999Z&basis=published",
            then["cite-as"]
        );
        Assert.Equal(then["cite-as"], then["canonical"]);
        foreach (var links in new[] { now, then })
        foreach (var target in links.Values)
            await server.Anonymous.Asks(target).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_erased_title_is_cited_as_erased()
    {
        var opening = (
            await server.Monitor.Opens(Report.Opening("erased-title", title: "Talks with Nurlan K.")).Succeeds()
        )["events.0.eventId"];
        await server.Admin.Erases("erased-title", opening, "Demanded.").Succeeds();

        foreach (var format in new[] { "json", "text", "bibtex", "csl", "ris" })
        {
            var citation = await server
                .Anonymous.Asks($"/api/negotiations/erased-title/citation?format={format}")
                .Succeeds();
            Assert.DoesNotContain("Nurlan", citation.Text, StringComparison.Ordinal);
            Assert.Contains("[erased]", citation.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("format=apa", 400, "unknown-value", "json, text, bibtex, csl")]
    [InlineData("view=steps", 400, "unknown-value", "status, history, explanation, provenance")]
    [InlineData("version=99", 400, "version-not-found", "versions 1 to")]
    [InlineData("knownBy=2001-01-01", 404, "not-known-by-then", "2001-01-01")]
    public async Task What_cannot_be_cited_is_refused_with_the_remedy(
        string query,
        int status,
        string type,
        string says
    )
    {
        if ((await server.Anonymous.Asks("/api/negotiations/not-cited")).Status == HttpStatusCode.NotFound)
            await RecordAsync("not-cited");

        await server.Anonymous.Asks("/api/negotiations/not-cited/citation?" + query).IsRefused(status, type, says);
        await server
            .Anonymous.Asks("/api/negotiations/nowhere/citation")
            .IsRefused(404, "negotiation-not-found", "nowhere");
    }

    Task RecordAsync(string id) =>
        server.Monitor.Records(
            id,
            Report.Of("clash-reported", "2022-09-14", published: "2022-09-15"),
            Toll(24, Publisher, "2022-09-18"),
            Toll(62, "Asia-Plus", "2022-10-05")
        );

    static JsonObject Toll(int killed, string publisher, string published) =>
        Report.Of(
            "toll-reported",
            "2022-09-14",
            $$"""
            "clashId": "september-2022", "killed": { "text": "{{killed}}", "qualifier": "at-least",
            "low": {{killed}} }
            """,
            publisher: publisher,
            published: published
        );

    static string WithoutClocks(Answer status)
    {
        var view = status.Json.AsObject();
        view.Remove("clocks");
        return view.ToJsonString();
    }

    async Task<Dictionary<string, string>> LinksAsync(string path)
    {
        using var response = await server.Anonymous.GetAsync(path, Scratch.Stop);
        return response
            .Headers.GetValues("Link")
            .SelectMany(line => line.Split(", "))
            .Select(link => link.Split(">; rel=\""))
            .ToDictionary(link => link[1].TrimEnd('"'), link => link[0].TrimStart('<'));
    }
}
