using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>Texts that mean something to a browser, a file system or a header mean nothing here.</summary>
public sealed partial class HostileTexts(TestServer server) : IClassFixture<TestServer>
{
    const string Script = """<script>alert(1)</script><img src=x onerror=alert(1)>"'`{{7*7}}""";

    [Fact]
    public async Task A_script_in_any_text_is_answered_as_text_of_json_and_never_as_a_page()
    {
        var opening = Report.Opening("scripted", title: Script);
        opening["note"] = Script;
        await server.Monitor.Opens(opening).Succeeds();
        var report = Report.Of("statement-issued", "2022-09", """ "form": "remarks" """, publisher: Script);
        foreach (var member in new[] { "occurredText", "note", "summary" })
            report[member] = Script;

        report["claim"] = new JsonObject { ["attributedTo"] = Script, ["hedge"] = Script };
        report["place"] = new JsonObject { ["name"] = Script };
        report["topics"] = new JsonArray(Script);
        report["actors"] = new JsonArray(new JsonObject { ["id"] = "KGZ", ["representative"] = Script });
        report["sources"]!.AsArray().Add(new JsonObject { ["title"] = Script, ["locator"] = Script });
        await server.Monitor.Appends("scripted", report).Succeeds();

        foreach (var path in await ReadingRoutesAsync())
        {
            using var response = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
            Assert.NotEqual("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", string.Join("", response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "default-src 'none'",
                string.Join("", response.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(Script, (await server.Anonymous.Asks("/api/negotiations/scripted"))["title"]);
        await server
            .Anonymous.Asks("/api/negotiations/" + Uri.EscapeDataString(Script))
            .IsRefused(404, "negotiation-not-found");
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e%2f%2e%2e%2fkeys%2fadmin.key")]
    [InlineData("..%5c..%5ckeys%5cadmin.key")]
    [InlineData("%252e%252e%252f")]
    [InlineData("talks%00.key")]
    [InlineData("....%2f%2f....%2f%2f")]
    public async Task A_path_in_an_id_leads_nowhere(string id)
    {
        foreach (
            var path in new[]
            {
                $"/api/negotiations/{id}",
                $"/api/negotiations/{id}/history",
                $"/api/parties/{id}",
                $"/api/ledger/tile/{id}",
                $"/problems/{id}",
                $"/api/audits/{id}",
            }
        )
        {
            var answer = await server.Anonymous.Asks(path);
            Assert.True(
                answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest,
                $"{path}: {answer.Status}: {answer.Text}"
            );
            Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ngt_", answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/negotiations/x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/api/negotiations?q=x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/docs%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/docs/%0d%0aLocation:%20https://elsewhere.example")]
    [InlineData("//elsewhere.example/%2e%2e")]
    public async Task A_line_break_in_an_address_begins_no_header(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(
            new Uri(server.First.Address.GetLeftPart(UriPartial.Authority) + path),
            Scratch.Stop
        );

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("elsewhere.example", answer.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recordedBy", "\"another\"")]
    [InlineData("recordedAt", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("version", "1")]
    [InlineData("sequence", "1")]
    [InlineData("role", "\"admin\"")]
    [InlineData("erased", "{}")]
    public async Task What_the_server_says_of_an_event_no_body_may_say(string member, string value)
    {
        await server.Monitor.Opens("assigned-" + member.ToLowerInvariant()).Succeeds();
        var (clash, opening) = (Report.Clash(), Report.Opening("never"));
        (clash[member], opening[member]) = (JsonNode.Parse(value), JsonNode.Parse(value));

        await server
            .Monitor.Appends("assigned-" + member.ToLowerInvariant(), clash)
            .IsRefused(400, "unknown-member", member);
        await server.Monitor.Opens(opening).IsRefused(400, "unknown-member", member);
        Assert.Equal(1, await server.CountAsync("assigned-" + member.ToLowerInvariant()));
    }

    [Fact]
    public async Task No_one_makes_themselves_an_admin_by_what_they_send()
    {
        const string Wanted = """{ "name": "me", "role": "admin" }""";
        foreach (var person in new[] { server.Monitor, server.Auditor })
            await person
                .SendAsync(
                    HttpMethod.Post,
                    "/api/keys",
                    new StringContent(Wanted, null, "application/json"),
                    ("X-Role", "admin"),
                    ("X-Forwarded-User", "admin"),
                    ("X-HTTP-Method-Override", "GET")
                )
                .IsRefused(403, "role-not-allowed");

        await server
            .Anonymous.SendAsync(
                HttpMethod.Post,
                "/api/keys?role=admin&access_token=" + TestServer.KeyOf("admin"),
                new StringContent(Wanted, null, "application/json")
            )
            .IsRefused(401, "key-missing");
    }

    async Task<IEnumerable<string>> ReadingRoutesAsync()
    {
        var document = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();
        return
        [
            .. document.Json["paths"]!
                .AsObject()
                .Where(path => path.Value!.AsObject().ContainsKey("get"))
                .Select(path =>
                    InBraces.Replace(path.Key.Replace("{code}", "KGZ", StringComparison.Ordinal), "scripted")
                ),
        ];
    }

    [GeneratedRegex(@"{\w+}")]
    private static partial Regex InBraces { get; }
}
