using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using StandardWebhooks;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>
/// A consumer's own server on this machine, which takes what is sent to it and answers as it is asked to.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;

    Receiver(WebApplication app) => this.app = app;

    /// <summary>Everything that came, in the order it came.</summary>
    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>What is answered; 204 unless someone says otherwise.</summary>
    public Func<Received, int> Answers { get; set; } = _ => StatusCodes.Status204NoContent;

    /// <summary>Where redirects lead.</summary>
    public string? Location { get; set; }

    /// <summary>Seconds for which it asks to be left alone.</summary>
    public string? RetryAfter { get; set; }

    public string Url =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        + "/hooks";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync(CancellationToken.None);
        return receiver;
    }

    public Task Got(int count) => Scratch.Eventually($"{count} requests have come", () => All.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in context.Request.Headers)
            headers[name] = value;

        var received = new Received(await reader.ReadToEndAsync(CancellationToken.None), headers);
        All.Enqueue(received);
        context.Response.StatusCode = Answers(received);
        if (Location is not null)
            context.Response.Headers.Location = Location;

        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
    }
}

/// <summary>One request.</summary>
public sealed record Received(string Body, IHeaderDictionary Headers)
{
    public string Id => Headers["webhook-id"].ToString();

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As the consumer's library reads it.</summary>
    public CloudEvent CloudEvent =>
        new JsonEventFormatter().DecodeStructuredModeMessage(
            Encoding.UTF8.GetBytes(Body),
            new("application/cloudevents+json"),
            null
        );

    /// <summary>Which event it reports: <c>border 2</c>.</summary>
    public string Event => $"{Json["subject"]} {Json["data"]!["version"]}";

    /// <summary>Checks the signature as the consumer's library does.</summary>
    public void IsSignedWith(string secret) => new StandardWebhook(secret).Verify(Body, Headers);
}
