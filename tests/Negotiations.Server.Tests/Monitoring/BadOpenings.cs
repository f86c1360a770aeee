using System.Text;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>The same care for the body that opens a negotiation.</summary>
public sealed class BadOpenings(TestServer server) : IClassFixture<TestServer>
{
    const string Rest = """
        "title": "Talks", "kind": "negotiation", "subject": "water", "occurred": "2021",
        "sources": [ { "publisher": "Kabar" } ]
        """;

    [Theory]
    [InlineData("[]", 400, "wrong-type", "JSON object")]
    [InlineData($$"""{ "id": 7, {{Rest}} }""", 400, "missing-member", "'id'")]
    [InlineData($$"""{ "id": "a", "id": "b", {{Rest}} }""", 400, "duplicate-member", "'id'")]
    [InlineData($$"""{ "id": "a", "title": "Other", {{Rest}} }""", 400, "duplicate-member", "'title'")]
    [InlineData($$"""{ "id": "a\ud83d", {{Rest}} }""", 400, "not-text", "'/id'")]
    [InlineData($$"""{ "id": "a\u0000", {{Rest}} }""", 400, "not-text", "'/id'")]
    [InlineData($$"""{ "id": "a", "type": "clash-reported", {{Rest}} }""", 400, "unknown-value", "'clash-reported'")]
    [InlineData($$"""{ "id": "a", "type": "\ud83d", {{Rest}} }""", 400, "not-text", "'/type'")]
    [InlineData($$"""{ "id": "a", "slug": "b", {{Rest}} }""", 400, "unknown-member", "'slug'")]
    [InlineData($$"""{ "id": "a", "note": null, {{Rest}} }""", 400, "null-member", "'/note'")]
    [InlineData($$"""{ "id": "a", "cadence": "P0D", {{Rest}} }""", 422, "bad-cadence", "'P0D'")]
    [InlineData(
        """
            { "id": "a", "title": " ", "kind": "negotiation", "subject": "water", "occurred": "2021",
              "sources": [ { "publisher": "Kabar" } ] }
            """,
        422,
        "title-missing",
        "title"
    )]
    [InlineData(
        """
            { "id": "a", "title": "Talks", "kind": "war", "subject": "water", "occurred": "2021",
              "sources": [ { "publisher": "Kabar" } ] }
            """,
        400,
        "unknown-value",
        "dialogue-series"
    )]
    [InlineData(
        """
            { "id": "a", "title": "Talks", "kind": "negotiation", "subject": "water",
              "sources": [ { "publisher": "Kabar" } ] }
            """,
        422,
        "occurred-missing",
        "occurred"
    )]
    public async Task An_opening_that_cannot_be_meant_is_refused_and_opens_nothing(
        string body,
        int status,
        string type,
        string says
    )
    {
        await server
            .Monitor.SendAsync(
                HttpMethod.Post,
                "/api/negotiations",
                new StringContent(body, Encoding.UTF8, "application/json")
            )
            .IsRefused(status, type, says);

        Assert.Equal(0, await server.CountAsync());
    }
}
