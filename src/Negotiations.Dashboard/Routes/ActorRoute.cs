using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Pages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Keys;
using Negotiations.Values;

namespace Negotiations.Dashboard.Routes;

/// <summary>An actor is registered on a page, by the same rules and the same path as by the API.</summary>
internal sealed class ActorRoute(ActorWriter writer, ActorDirectory actors, FormSender sender)
{
    public const string Type = "actor-registered";

    public static IResult Show(HttpContext context, ActorRoute route) => route.Show(context);

    public static Task<IResult> TakeAsync(HttpContext context, ActorRoute route) => route.TakeAsync(context);

    private IResult Show(HttpContext context)
    {
        var done = context.Request.Query["done"].ToString();
        var model = Begin() with { Title = actors.Current.At(done) is { } known ? known.Code : "" };
        return PageAnswer.Page<ActorPage>(PageContext.Of(context), model);
    }

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return SignIn.Expired("This address takes the form it shows. Load its page and send that.");

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var notice = await sender.CheckAsync(form, context);
        var begun = Begin();
        var typed = FormInput.Of(form);
        var model = begun with { Typed = typed, Notice = notice, Form = FormState.Of(form, begun.Form) };
        var page = PageContext.Of(context);
        if (notice != FormNotice.None)
            return PageAnswer.Page<ActorPage>(page, model, FormSender.StatusOf(notice));

        var reading = EventJson.ReadActorEvent(JsonSerializer.SerializeToElement(EventOf(typed, model.Form.EventId)));
        var refusal = reading.Fault is { } fault ? Refusal.From(fault) : null;
        var code = typed["code"].ToUpperInvariant();
        if (refusal is null)
        {
            var change = new ChangeActor(code, (ActorEvent)reading.Value!);
            refusal = (
                await writer.RecordAsync(change, context.User.Subject(), claim: null, context.RequestAborted)
            ).Refusal;
        }

        if (refusal is null)
            return TypedResults.Redirect($"/actors?done={Uri.EscapeDataString(code)}");

        var faults = RefusedField.Of(FieldAt(refusal.At), refusal, page.Words);
        return PageAnswer.Page<ActorPage>(
            page,
            model with
            {
                Faults = [faults],
            },
            StatusCodes.Status422UnprocessableEntity
        );
    }

    private static ReportModel Begin() =>
        new("", "", Type, new FormState(Guid.NewGuid(), 0, null), new FormInput(new Dictionary<string, string>()));

    private static JsonObject EventOf(FormInput typed, Guid eventId)
    {
        var sent = new JsonObject
        {
            ["type"] = Type,
            ["eventId"] = eventId.ToString(),
            ["kind"] = typed["kind"],
            ["names"] = new JsonObject(
                LanguageCodes
                    .All.Where(language => typed["name." + language].Length > 0)
                    .Select(language => KeyValuePair.Create(language, (JsonNode?)typed["name." + language]))
            ),
            ["reason"] = typed["reason"],
            ["sources"] = new JsonArray(
                new JsonObject(
                    FormInput
                        .SourceFields.Where(name => typed[$"source1.{name}"].Length > 0)
                        .Select(name => KeyValuePair.Create(name, Source(name, typed[$"source1.{name}"])))
                )
            ),
        };
        if (
            typed["other"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is
            { Length: > 0 } others
        )
            sent["otherNames"] = new JsonArray([.. others.Select(each => (JsonNode?)each)]);

        return sent;
    }

    // What cannot be read stays as typed, for the reader to refuse by its member.
    private static JsonNode? Source(string name, string said) =>
        name switch
        {
            "published" when NaturalDate.TryRead(said, null, out var date) => date!.Text,
            "credibility" when int.TryParse(said, out var grade) => grade,
            _ => said,
        };

    private static string FieldAt(string? pointer) =>
        (pointer ?? "").TrimStart('/').Split('/') switch
        {
            ["names", var language] => "name." + language,
            ["names"] => "name.en",
            ["otherNames", ..] => "other",
            ["sources", _, var member] => "source1." + member,
            ["sources", ..] => "source1.publisher",
            [var member, ..] => member,
            _ => "",
        };
}
