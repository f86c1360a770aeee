namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// The contract as it is published: docs/openapi.json, from which clients are generated and which others judge
/// (.ci/contract).
/// </summary>
public sealed class PublishedOpenApi(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_published_contract_is_the_one_the_server_gives()
    {
        var document = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;

        // The document names the address it was asked at.
        Assert.Equal(server.First.Address.GetLeftPart(UriPartial.Authority), (string?)document["servers"]![0]!["url"]);
        document["servers"]![0]!["url"] = "http://127.0.0.1:5080";

        await Snapshot.IsAsync("docs/openapi.json", document);
    }
}
