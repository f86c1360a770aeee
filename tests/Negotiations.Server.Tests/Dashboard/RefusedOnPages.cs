using System.Net;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Actors;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What a page refuses it says in words of pages: no address or member of the API is the remedy.</summary>
public sealed partial class RefusedOnPages(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/negotiations/nowhere", "The list / shows")]
    [InlineData("/negotiations/nowhere/changes", "The list / shows")]
    [InlineData("/negotiations/nowhere/report", "The list / shows")]
    [InlineData("/parties/FJI", "The page /parties lists")]
    [InlineData("/parties/ZZZ", "on the page /actors")]
    [InlineData("/parties/Tajikstan", "TJK (Tajikistan)")]
    [InlineData("/audit/00000000-0000-0000-0000-000000000001", "The audit page")]
    [InlineData("/imports/00000000-0000-0000-0000-000000000001", "No import")]
    [InlineData("/?party=Tajikstan", "TJK (Tajikistan)")]
    [InlineData("/?party=Elsewhere", "Elsewhere")]
    [InlineData("/calendar?party=Elsewhere", "Elsewhere")]
    [InlineData("/statistics?party=Elsewhere", "Elsewhere")]
    public async Task A_page_names_pages(string path, string says)
    {
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));
        var page = await monitor.Asks(path + (path.Contains('?', StringComparison.Ordinal) ? "&lang=en" : "?lang=en"));
        Assert.Contains(says, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        SpeaksOfPages(page);
    }

    [Fact]
    public async Task A_form_names_its_fields_and_pages()
    {
        await server.Monitor.Opens("refusing").Succeeds();
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));
        const string Report = "/negotiations/refusing/report?type=round-held";
        var report = await monitor.Asks(Report);
        var unknown = await monitor.Sends(
            Report,
            report,
            ("occurred", "July 2024"),
            ("actor1.id", "Elsewhere"),
            ("source1.publisher", "Gazette"),
            ("step", "check")
        );
        Assert.Contains("on the page /actors", SpeaksOfPages(unknown), StringComparison.Ordinal);

        // Nothing is typed: each field that is needed is named by its link, in the reader's words.
        var entry = await monitor.Asks("/actors?lang=ru");
        var empty = await monitor.Sends(
            "/actors?lang=ru",
            entry,
            ("code", "NEW-ONE"),
            ("kind", "organisation"),
            ("source1.publisher", "Gazette"),
            ("name.en", "New One"),
            ("reason", " ")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Matches("href=\"#f-reason\">Это нужно указать\\.", SpeaksOfPages(empty));
        var known = await monitor.Sends("/actors", entry, ("code", "KG"), ("kind", "state"), ("reason", "r"));
        SpeaksOfPages(known);
    }

    // As long as a name may be.
    [Theory]
    [InlineData("/")]
    [InlineData("/statistics")]
    public async Task A_field_for_an_actor_takes_any_name_that_can_be_registered(string path)
    {
        var name = string.Concat(Enumerable.Repeat("Совет ", 50)).TrimEnd();
        var code = "LONG-" + (path.Length == 1 ? "BOARD" : "TABLE");
        await server.Monitor.Registers(code, $"{code} {name}"[..300]);
        var page = await server.Anonymous.Asks($"{path}?party={Uri.EscapeDataString($"{code} {name}"[..300])}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.InRange(int.Parse(Width().Match(page.Text).Groups[1].Value, null), 300, 10_000);
        Assert.DoesNotContain("class=\"notice\"", page.Text, StringComparison.Ordinal);
    }

    private static string SpeaksOfPages(Answer page)
    {
        var main = WebUtility.HtmlDecode(
            page.Text[
                page.Text.IndexOf("<main", StringComparison.Ordinal)..page.Text.IndexOf(
                    "</main>",
                    StringComparison.Ordinal
                )
            ]
        );
        Assert.DoesNotMatch("(GET|POST) /|The member '", Tags().Replace(main, " "));
        return main;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("name=\"party\"[^>]* maxlength=\"([0-9]+)\"")]
    private static partial Regex Width();
}
