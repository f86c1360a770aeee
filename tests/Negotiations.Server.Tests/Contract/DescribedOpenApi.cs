using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// The contract says of everything in it what it is: a member or a route that is added without a word fails here, and
/// its failure names it.
/// </summary>
public sealed class DescribedOpenApi(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_member_of_every_schema_is_described()
    {
        var document = await DocumentAsync();

        var silent = Schemas(document)
            .SelectMany(schema =>
                Members(schema.Value)
                    .Where(member => IsBlank(member.Value["description"]))
                    .Select(member => $"{schema.Key}.{member.Key}")
            );

        Assert.Equal([], silent);
    }

    [Fact]
    public async Task Every_group_of_routes_says_whom_it_is_for() =>
        Assert.All((await DocumentAsync())["tags"]!.AsArray(), tag =>
            Assert.False(IsBlank(tag!["description"]), $"{tag["name"]} has no description.")
        );

    [Fact]
    public async Task What_has_no_value_is_absent_and_so_nothing_that_may_be_absent_is_required_or_null()
    {
        var document = await DocumentAsync();

        var nullable = Schemas(document)
            .SelectMany(schema =>
                Members(schema.Value)
                    .Where(member => member.Value.ToJsonString().Contains("\"null\"", StringComparison.Ordinal))
                    .Select(member => $"{schema.Key}.{member.Key}")
            );

        Assert.Equal([], nullable);
        Assert.DoesNotContain(
            "since",
            Schemas(document)["PhaseView"]!["required"]!.AsArray().Select(each => (string?)each)
        );
        Assert.DoesNotContain(
            "next",
            Schemas(document)["ListPage"]!["required"]!.AsArray().Select(each => (string?)each)
        );
    }

    [Fact]
    public async Task Every_operation_has_a_text_its_refusals_and_an_example_of_each_answer()
    {
        foreach (var (name, operation) in Operations(await DocumentAsync()))
        {
            Assert.False(IsBlank(operation["description"]), $"{name} has no description.");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                Assert.False(
                    IsBlank(parameter!["description"]) || parameter["example"] is null,
                    $"{name}: {parameter["name"]} has no description or no example."
                );

            var responses = operation["responses"]!.AsObject();
            Assert.Empty(new[] { "401", "403", "429", "500", "503" }.Except(responses.Select(each => each.Key)));
            foreach (var (status, response) in responses)
            foreach (var (mediaType, content) in response!["content"]?.AsObject() ?? [])
                Assert.True(
                    mediaType is "application/octet-stream" or Negotiations.Server.Formats.WorkbookAnswer.MediaType
                        || content!["example"] is not null,
                    $"{name}: {status} has no example as {mediaType}."
                );

            Assert.All(responses.Where(each => each.Key[0] == '4'), refusal =>
                Assert.StartsWith(
                    "/problems/",
                    (string?)refusal.Value!["content"]!["application/problem+json"]!["example"]!["type"],
                    StringComparison.Ordinal
                )
            );
            if (operation["requestBody"]?["content"]?["application/json"] is { } body)
                Assert.NotNull(body["example"]);
        }
    }

    [Fact]
    public async Task An_answer_holds_only_members_that_the_contract_describes()
    {
        await server.Monitor.Records(
            "described",
            Report.Clash(),
            Report.Of(
                "meeting-scheduled",
                "2022-09-20",
                """ "meetingId": "m", "kind": "round", "plannedFor": "2022-10" """
            ),
            Report.Round("2022-10", 1)
        );
        var document = await DocumentAsync();

        foreach (
            var (path, schema) in new[]
            {
                ("", "Status"),
                ("/history", "HistoryPage"),
                ("/explanation", "Explanation"),
                ("/changes?from=2", "ChangeAnswer"),
                ("/steps", "PageOfStep"),
                ("/citation", "Citation"),
            }
        )
            Check(
                schema + path,
                (await server.Anonymous.Asks("/api/negotiations/described" + path).Succeeds()).Json,
                Schemas(document)[schema]!
            );

        Check(
            "ProblemDetails",
            (await server.Anonymous.Asks("/api/negotiations/nowhere")).Json,
            Schemas(document)["ProblemDetails"]!
        );
        Check(
            "ListPage",
            (await server.Anonymous.Asks("/api/negotiations?q=described").Succeeds()).Json,
            Schemas(document)["ListPage"]!
        );

        void Check(string at, JsonNode? value, JsonNode schema)
        {
            if ((string?)schema["$ref"] is { } reference)
                schema = Schemas(document)[reference.Split('/')[^1]]!;

            if (value is JsonArray items && schema["items"] is { } item)
            {
                foreach (var each in items)
                    Check(at + "[]", each, item);
            }
            else if (value is JsonObject members && schema["properties"] is JsonObject known)
            {
                foreach (var (name, member) in members)
                    Check(
                        $"{at}.{name}",
                        member,
                        known[name] ?? throw new Xunit.Sdk.XunitException($"{at}.{name} is not in the contract.")
                    );

                foreach (var required in schema["required"]?.AsArray() ?? [])
                    Assert.True(
                        members.ContainsKey((string)required!),
                        $"{at} has no {required}, and the contract says it always has."
                    );
            }
        }
    }

    static bool IsBlank(JsonNode? text) => string.IsNullOrWhiteSpace((string?)text);

    static JsonObject Schemas(JsonNode document) => document["components"]!["schemas"]!.AsObject();

    static IEnumerable<KeyValuePair<string, JsonNode>> Members(JsonNode? schema) =>
        (schema!["properties"]?.AsObject() ?? []).Select(each => KeyValuePair.Create(each.Key, each.Value!));

    static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ((string)operation.Value!["operationId"]!, operation.Value!);

    async Task<JsonNode> DocumentAsync() => (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
}
