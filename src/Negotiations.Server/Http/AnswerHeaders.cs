namespace Negotiations.Server.Http;

/// <summary>What every answer says of the server: the version of its program and, under /api, the licence of the
/// data.</summary>
internal static class AnswerHeaders
{
    public const string Version = "Server-Version";

    public static void UseAnswerHeaders(this WebApplication app)
    {
        var licence = app.Services.GetRequiredService<DatasetTerms>().Licence;
        app.Use(next =>
            context =>
            {
                // At the last moment: a refusal clears what was put before.
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers[Version] = ProductVersion.Text;
                    if (licence is not null && context.Request.Path.StartsWithSegments("/api"))
                        Links.Add(context, licence, "license");

                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }
}
