using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Negotiations.Json;

namespace Negotiations.Server.Assistants;

/// <summary>
/// A question as a tool of the Model Context Protocol. The answer comes with its sources and with how to cite it, so
/// that an assistant need not leave them out.
/// </summary>
internal sealed class RecordTool(Question question) : McpServerTool
{
    // What a summary says of a negotiation is decided by these.
    private static readonly string[] Summarised =
    [
        "headline",
        "phase",
        "boundaryStage",
        "security",
        "health",
        "lastEvent",
    ];

    // The answer itself is that of the operation, which the contract describes.
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(
        JsonNode.Parse(
            """
            {
              "type": "object",
              "properties": {
                "answer": { "type": "object", "description": "What the record says." },
                "sources": {
                  "type": "array",
                  "items": { "type": "object" },
                  "description": "The events that decided it, each with who says so."
                },
                "citation": {
                  "type": "string",
                  "description": "How to cite it: its address answers the same for ever."
                },
                "proof": { "type": "string", "description": "An offline proof, by C2SP tlog-proof." },
                "leftOut": {
                  "type": "array",
                  "description": "What did not fit: where it stood, and how much of it. Absent: nothing.",
                  "items": {
                    "type": "object",
                    "properties": { "path": { "type": "string" }, "count": { "type": "integer" } },
                    "required": ["path", "count"]
                  }
                },
                "howToAsk": { "type": "string", "description": "How what is left out can be asked for." }
              },
              "required": ["answer"]
            }
            """
        )
    );

    public override Tool ProtocolTool { get; } =
        new()
        {
            Name = question.Tool,
            Title = question.Title,
            Description = $"{question.Text} {Question.Warning}",
            InputSchema = Arguments.SchemaOf(question),
            OutputSchema = Schema,
            Annotations = new ToolAnnotations
            {
                Title = question.Title,
                ReadOnlyHint = true,
                IdempotentHint = true,
                DestructiveHint = false,
                OpenWorldHint = false,
            },
        };

    public override IReadOnlyList<object> Metadata { get; } = [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request,
        CancellationToken cancellationToken = default
    )
    {
        var (arguments, fault) = Arguments.Read(question, request.Params?.Arguments);
        if (fault is not null)
            return Refused(fault);

        var (found, refusal) = await FittingAsync(request.Services!, arguments!, cancellationToken);
        if (refusal is not null)
            return Refused(refusal);

        AnswerBudget.Fit(found!, question.More);
        var text = found!.ToJsonString(EventJson.Options);
        return new CallToolResult
        {
            // For clients that know no structure the same stands as text.
            Content = [new TextContentBlock { Text = Question.Warning }, new TextContentBlock { Text = text }],
            StructuredContent = JsonSerializer.Deserialize<JsonElement>(text),
        };
    }

    // A page that does not fit is asked for again with as many rows as do: cut here, its next page would begin behind
    // rows that were not shown.
    private async Task<(JsonObject? Found, string? Refusal)> FittingAsync(
        IServiceProvider services,
        Arguments arguments,
        CancellationToken stop
    )
    {
        var asked = arguments;
        while (true)
        {
            var (found, refusal) = await AnswerAsync(services, asked, stop);
            if (
                refusal is not null
                || question.Takes.All(each => each.Name != "limit")
                || AnswerBudget.RowsWithin(found!) is not { } fewer
            )
                return (found, refusal);

            asked = arguments with
            {
                Query =
                [
                    .. arguments.Query.Where(each => each.Key != "limit"),
                    new("limit", fewer.ToString(CultureInfo.InvariantCulture)),
                ],
            };
        }
    }

    private async Task<(JsonObject? Found, string? Refusal)> AnswerAsync(
        IServiceProvider services,
        Arguments arguments,
        CancellationToken stop
    )
    {
        if (question.Answer is { } answer)
            return await answer(services, arguments, stop);

        var operations = services.GetRequiredService<InProcessApi>();
        return question.Operation switch
        {
            "listNegotiations" => await FindAsync(operations, arguments, stop),
            "getLedgerEntry" => await ProveAsync(operations, arguments, stop),
            _ => await AnswerOneAsync(operations, arguments, stop),
        };
    }

    private static async Task<(JsonObject? Found, string? Refusal)> ProveAsync(
        InProcessApi operations,
        Arguments arguments,
        CancellationToken stop
    )
    {
        if (!Guid.TryParse(arguments.Id, out var id))
            return (null, $"'{Record.Slug.Clip(arguments.Id!)}' is no id of an event. history gives them as eventId.");

        var (entry, refusal) = await operations.AskAsync("getLedgerEntry", id.ToString(), [], stop);
        if (refusal is not null)
            return (null, refusal);

        var (proof, unproved) = await operations.AskTextAsync("getProof", id.ToString(), stop);
        return unproved is null ? (new JsonObject { ["answer"] = entry, ["proof"] = proof }, null) : (null, unproved);
    }

    private async Task<(JsonObject? Found, string? Refusal)> AnswerOneAsync(
        InProcessApi operations,
        Arguments arguments,
        CancellationToken stop
    )
    {
        var field = arguments.Query.LastOrDefault(each => each.Key == Question.Field.Name).Value;
        var (answer, refusal) = await operations.AskAsync(
            question.Operation,
            arguments.Id,
            arguments.Query.Where(each => each.Key != Question.Field.Name),
            stop
        );
        if (refusal is not null)
            return (null, refusal);

        if (field is not null && Narrow(answer!, field) is { } unknown)
            return (null, unknown);

        // Of one that went on in another one the answer is about that one.
        var id = question.Operation == "getStatus" ? (string?)answer!["id"] ?? arguments.Id : arguments.Id;
        var found = new JsonObject { ["answer"] = answer };
        if (question.Operation == "getStatus")
            found["sources"] = await SourcesAsync(operations, id!, arguments, _ => true, stop);

        if (question.Cited is { } view)
        {
            var (citation, _) = await operations.AskAsync(
                "getCitation",
                id,
                [.. arguments.Clocks, new("view", WireName.Of(view))],
                stop
            );
            found["citation"] = citation?["text"]?.DeepClone();
        }

        return (found, null);
    }

    private async Task<(JsonObject? Found, string? Refusal)> FindAsync(
        InProcessApi operations,
        Arguments arguments,
        CancellationToken stop
    )
    {
        var asked = arguments.Query.ToList();
        if (asked.Find(each => each.Key == "limit").Value is not { } limit)
            asked.Add(new("limit", "10"));
        else if (!int.TryParse(limit, out var most) || most is < 1 or > Question.MostFound)
            return (
                null,
                $"limit={limit} is not a number from 1 to {Question.MostFound}. Give 'next' as cursor for more."
            );

        var (answer, refusal) = await operations.AskAsync(question.Operation, null, asked, stop);
        foreach (var item in answer?["items"]?.AsArray() ?? [])
            item!["sources"] = await SourcesAsync(
                operations,
                (string)item["id"]!,
                arguments,
                Summarised.Contains,
                stop
            );

        return refusal is null ? (new JsonObject { ["answer"] = answer }, null) : (null, refusal);
    }

    // Every event that decided a field, once, with who says so.
    private static async Task<JsonArray> SourcesAsync(
        InProcessApi operations,
        string id,
        Arguments arguments,
        Func<string, bool> takes,
        CancellationToken stop
    )
    {
        var (explanation, _) = await operations.AskAsync("getExplanation", id, arguments.Clocks, stop);
        return
        [
            .. (explanation?["fields"]?.AsArray() ?? [])
                .Where(field => takes((string)field!["field"]!))
                .SelectMany(field => field!["events"]!.AsArray())
                .DistinctBy(each => (string)each!["eventId"]!)
                .Select(each => new JsonObject
                {
                    ["eventId"] = each!["eventId"]!.DeepClone(),
                    ["type"] = each["type"]!.DeepClone(),
                    ["occurred"] = each["occurred"]?.DeepClone(),
                    ["sources"] = each["sources"]!.DeepClone(),
                }),
        ];
    }

    // Leaves the field and what is under it; a sentence when there is none.
    private static string? Narrow(JsonNode explanation, string field)
    {
        var fields = explanation["fields"]!.AsArray();
        var names = fields.Select(each => (string)each!["field"]!).ToList();
        fields.RemoveAll(each =>
            (string)each!["field"]! is var name
            && name != field
            && !name.StartsWith(field + ".", StringComparison.Ordinal)
        );
        return fields.Count > 0
            ? null
            : $"A status has no field '{Record.Slug.Clip(field)}'. It has {string.Join(", ", names)}.";
    }

    private static CallToolResult Refused(string detail) =>
        new() { IsError = true, Content = [new TextContentBlock { Text = detail }] };
}
