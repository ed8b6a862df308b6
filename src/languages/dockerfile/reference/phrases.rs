//! Parts of lines that public Dockerfiles have in common.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
FROM\nRUN\ninstall\nupdate\ncom\nRUN\tRUN\nCMD\nENV\nbin\nusr\nCOPY\nWORKDIR\nhttps\nvar\nEXPOSE\nmkdir\n\
FROM\tMAINTAINER\netc\nENV\tRUN\nENTRYPOINT\ncurl\nadd\nCOPY\tRUN\nRUN\tCOPY\napt-get update\nbuild\nFROM\tRUN\n\
cache\nchmod\ngit\ndev\necho\napt-get install\nalpine\nwget\nRUN apt-get\nADD\ntmp\nENV\tENV\nclean\norg\n\
python\ntar\ndocker\nbash\nroot\nRUN mkdir\nRUN\tENV\nRUN\tWORKDIR\nconf\nhttp\nrm -rf /var\nsrc\nCOPY\tCOPY\n\
app\nconfig\nhttps://github.com\ndownload\nVOLUME\nrun\nlinux\nvar/lib/apt\nRUN apk\nADD\tRUN\nno-cache\n\
lib/apt/lists\napk add\nlatest\nWORKDIR\tRUN\nRUN\tADD\nrf /var/lib\nUSER\nMAINTAINER\tRUN\nnode\nopt\nchown\n\
make\nusr/local/bin\nRUN chmod\nARG\nFROM\tENV\nEXPOSE\tCMD\nFROM ubuntu\nusr/bin\nRUN\tEXPOSE\npip install\n\
base\nupgrade\ndata\nWORKDIR\tCOPY\nentrypoint\nca-certificates\nENTRYPOINT\tCMD\nwww\nFROM alpine\nRUN echo\n\
debian\nserver\namd64\ntxt\nzip\nRUN\tCMD\nupdate && apt-get\nsed\nset\nMAINTAINER\tENV\nnoninteractive\nhome\n\
get update && apt\nunzip\nRUN curl\nDEBIAN_FRONTEND\nno-install-recommends\nlog\nstart\nversion\ndeb\n\
gmail.com\njson\nreleases/download\napt-get clean\ntrue\nopenssl\ngcc\nRUN\tFROM\nnet\nall\nFROM\tLABEL\nmain\n\
RUN\tENTRYPOINT\nCOPY --from\nFROM\tCOPY\nphp\nRUN\tUSER\ndir\nrelease\napt\tapt\n&& apt-get\nbin/bash\n\
ARG\tARG\ngit clone\npython3\ndpkg\nRUN apk add\nkey\ny install\nENV PATH\nRUN\tVOLUME\nFROM\tWORKDIR\n\
add --no-cache\nutils\ndefault\nbuild-essential\nADD\tADD\nclient\nFROM node\nconfigure\njava\nRUN wget\n\
usr/share\nslim\nnginx\ntools\nuseradd\nWORKDIR /app\nname\nvar/cache\n&& mkdir\nsbin\nx86_64\nconf /etc\ngpg\n\
FROM\tARG\nexport\nfalse\nLABEL maintainer\nFROM debian\ndist\nCOPY\tWORKDIR\nEXPOSE\tENTRYPOINT\nnodejs\nUTF\n\
html\nfor\nCOPY\tENTRYPOINT\nRUN pip install\nwith\nENV\tCOPY\nyes\nRUN npm install\nARG\tRUN\ncommon\npurge\n\
package\nopenssh\ninit\nopenjdk\nfile\nFROM python\napt\t&& apt\nuser\nremove\nUSER\tRUN\nusr/src\napk del\n\
test\nindex\nsudo\nmake install\nexec\nCOPY\tEXPOSE\ny --no-install\nENV\tWORKDIR\nruby\nmysql\narchive\n\
source\nRUN set\ncli\nkeyserver\nmaster\ntype\n&& echo\nstable\nadduser\n&& chmod\nfiles\ndeps\n&& curl\n\
var/www\nARG\tFROM\nchmod +x /usr\nvar/log\nrequirements.txt\nUSER root\nscripts\nini\nCOPY\tENV\ninstaller\n\
autoremove\n&& tar\nfind\nenv\nvim\nusr/lib\napache\nenable\netc/apt/sources\napt/sources.list\n\
DEBIAN_FRONTEND=noninteractive\ngrep\ncore\ngit clone https\nCOPY\tCMD\napt-key\nclone https://github\n\
downloads\nsetup\ntarget\nasc\nwget https\nstrip-components\ndocker-entrypoint\nlibssl-dev\ndone\nHOME\nxzf\n\
repository\nFROM golang\nrecv-keys\nARG\tENV\nRUN chown\nLABEL\tRUN\nVERSION\nget -y install\nVOLUME\tEXPOSE\n\
pkg\npackages\nsupervisor\nrm -rf /tmp\nssh\nservice\nsdk\n&& wget\nRUN sed\ngnupg\njdk\ngoogle\nthen\nprint\n\
mkdir -p /usr\nWORKDIR\tCMD\nzlib1g-dev\nx /usr/local\nrepo\nexit\netc/nginx\nWORKDIR\tENTRYPOINT\ncat\nyarn\n\
RUN yum\nclean all\nENTRYPOINT [\"/usr\nENV LANG\nCOPY docker\njar\nxml\nWORKDIR\tEXPOSE\nbin:$PATH\njre\n\
composer\nen_US.UTF\npip3 install\nsetuptools\nCMD [\"/usr\ninclude\necho \"deb\nsha256sum\npython-pip\nfpm\n\
global\nsystem\nWORKDIR\tENV\nzlib\nRUN git clone\ngem install\nproduction\nLC_ALL\nvar/cache/apk\n\
COPY --from=builder\nurl\nxargs\nsha256\noutput\nEXPOSE\tEXPOSE\nlocalhost\nusr/sbin\ndev/null\npub\n\
rf /var/cache\nlock\ncd /tmp\nhost\nRUN groupadd\nwww-data\npublic\nopenssl-dev\ncheck\ncmd\nENV\tCMD\nlocale\n\
EXPOSE\tVOLUME\napt/lists/* /tmp\nforce\ndisable\ntzdata\necho\techo\nENV\tEXPOSE\nawk\nLABEL\tENV\n\
architecture\nvar/run\nln -s /usr\napt-get purge\ny update\ninfo\ntee\nplugins\nstatic\nstorage\n\
ENV DEBIAN_FRONTEND noninteractive\nyum install\nimage\nssl\nautoconf\ntmp/* /var/tmp\nENV\tADD\nWORKDIR\tADD\n\
x64\nquiet\nelse\npath\nand\npostgresql\nplatform\nsoftware-properties-common\nmusl\ndevel\nshared\nformat\n\
jessie\nENV\tENTRYPOINT\nSHELL\ncd /usr\nerror\nmkdir -p /var\ngroup\nno-cache-dir\n&& chown\nFROM centos\n\
sh /usr/local\nsort\nlinux-amd64\ncreate\nbzip2\ncmake\ngo build\narch\ntgz\nhelp\npassword\nCOPY package\n\
libxml2-dev\nyml\nlibffi-dev\noff\nsites\nr requirements.txt\nWORKDIR /home\nFROM php\npython-dev\n\
WORKDIR /tmp\nUSER\tWORKDIR\nbind\ncode\nnot\npackage.json\nRUN apk update\ndaemon\nmbstring\nWORKDIR /usr/src\n\
lists/* /tmp/* /var\nvar/www/html\nraw.githubusercontent.com\nweb\nhttps://raw.githubusercontent\nas builder\n\
AS builder\ntouch\nbundle\nCGO_ENABLED\napt-get autoremove\napk add --update\nRUN useradd\naddgroup\n\
openssh-client\nmaven\nrepos\navailable\nno-cache --virtual\ns /bin\nFROM\tUSER\nbuild-base\nhttps://www\n\
WORKDIR /opt\ncontainer\nppa\nVOLUME\tWORKDIR\nFROM\tADD\nlinux-headers\nRUN tar\nADD https\nRUN\tARG\n\
apt-key add\np /usr/src\nLinux\nhttps://download\nnproc\nVOLUME\tENTRYPOINT\nstretch\ngoogle.com\nno-cache add\n\
rpm\nlogs\narm64\ndocker-php-ext\ntemplates\nlocales\napk --no-cache\nENV HOME\nCOPY --from=build\nsqlite\n\
perl\n&& apk add\nbootstrap\nusr/local/etc\nFROM ruby\nlibc6\ndescription\ngid\nENTRYPOINT [\"/entrypoint\nuid\n\
pkg-config\nVOLUME /var\nphp.ini\nGOPATH\nexample\nAS build\nredis\nADD\tWORKDIR\nFROM\tFROM\nCOPY entrypoint\n\
sshd\nprefix\nlibrary\nmod\ndate\n&& export\ninstall -r requirements\ngo get\nlibjpeg\nbusybox\ncloud\ndepth\n\
opcache\ngsub\nusr/src/app\nvendor\norg/dist\nconf /etc/nginx\nftp\ndoc\nVOLUME\tCMD\n&& sed\nwget http\n\
openssh-server\nshell\netc/apache2\nprintf\nLANGUAGE\nEXPOSE\tWORKDIR\nmkdir\t&& tar\nphar\nplugin\n\
C /usr/local\necho \"deb http\nC.UTF\nproxy\ny --auto-remove\nusr/local/lib\ninstall --upgrade pip\n\
COPY docker-entrypoint\nneeded\nEXPOSE\tRUN\nFROM\tEXPOSE\npasswd\napt-get upgrade\npurge -y --auto\ndotnet\n\
RUN wget https\nLABEL\tLABEL\npip install --upgrade\ngpg --batch --verify\nmcrypt\ndependencies\nFROM gcr\n\
go/bin\nkubernetes\napi\nyum clean all\nFROM alpine:latest\ndir=/usr\nFROM scratch\nRUN gem install\nthe\n\
COPY\tARG\nzlib-dev\nUSER\tENTRYPOINT\nproject\nkeyserver.ubuntu.com\nWORKDIR /root\npython3-pip\n&& apk del\n\
./configure\nlocale-gen\nmkdir -p /opt\ninstall -y wget\nENV\tARG\nhttpd\nextract\na2enmod\nxz-utils\n\
gpg --keyserver\ntar -xzf\nFROM nginx\nsleep\nvirtual .build-deps\nbin/docker\nudp\nphp-ext-install\n\
HEALTHCHECK\nschema\npdo_mysql\napt-transport-https\nDocker\nawscli\nmake\t&& make\nintl\nnano\ndefault.conf\n\
apk upgrade\nVOLUME\tVOLUME\nedge\nsite\nepel-release\ntemplate\ndirectory\nMAINTAINER\tCOPY\nlibstdc\n\
python\tpython\n&& useradd\nmkdir /var\ncache --virtual .build\nyaml\nUSER\tENV\nautomake\n/usr\nusr/include\n\
add-apt-repository\nhttps://getcomposer.org\nreadline\npdo\nnode_modules\nnginx/nginx.conf\nEXPOSE\tENV\nlibs\n\
echo\t&& echo\ncurl -sSL\nRUN pip3 install\ninstall -y git\nlinux/amd64\nphp-fpm\ntcp\n\
getcomposer.org/installer\n&& unzip\nFROM openjdk\no /tmp\ntimeout\ncfg\nCMD\tEXPOSE\npowershell\nx /usr/bin\n\
only\nfull\nusermod\nlibc-dev\nindex.html\nhttp://download\nARG\tCOPY\nconfigure\t&& make\nbashrc\nas build\n\
entrypoint.sh /entrypoint\napt install\ninstall --no-install\nRUN yum install\netc/nginx/nginx\nARCH\ncron\n\
ADD\tEXPOSE\nrepositories\nVOLUME\tRUN\nCMD [\"python\nlibpng-dev\nnetwork\nwork\nCOPY\tVOLUME\naarch64\n\
curl https\nlocal/etc/php\nsupervisord.conf /etc\ndelete\n| awk\nENV LC_ALL\nENV JAVA_HOME\ncurl -sL https\n\
src/github.com\nWORKDIR /var/www\ncase\nCOPY\tFROM\nmcr.microsoft.com\nport\nFROM mcr.microsoft\ncreate-home\n\
&& ./configure\ndisabled\nawk\t| sort\ntimezone\nwww-data:www\ndata:www-data\nENTRYPOINT [\"docker\n\
python3-dev\nFROM --platform\nxvf\ninstall --no-cache\ndaemon off\nmirror\nsort\t| xargs\nnginx.conf /etc\n\
fonts\nnobody\nwith\t--with\nsks-keyservers.net\npool.sks-keyservers\nyarnpkg.com\nlibsqlite3-dev\nC /opt\n\
pecl install\noracle\nmkdir -p /etc\nlibpq-dev\nWORKDIR /go/src\nARG\tWORKDIR\nkubectl\nout\nedu\nADD\tCMD\n\
libtool\npear\nconda\nrm\tmkdir\nscript\ngettext\nUSER\tCOPY\ncerts\ntrusty\nautoclean\nCOPY src\n&& npm\n\
cd /opt\nexport GNUPGHOME=\"$(mktemp\nENTRYPOINT [\"/usr/bin\nself\napplication\napt-utils\nRUN adduser\n\
COPY\tUSER\nldconfig\nDEBIAN_FRONTEND=noninteractive apt\nyum -y install\n&& adduser\nfoo\nUSER\tCMD\n\
--disable\nENV VERSION\nhello\nrm\t&& apt\nrm /tmp\nmysql-client\ndeb.nodesource.com\nwget https://github\n\
noninteractive apt-get\nDockerfile\ndistroless\nmanager\nchown\tchmod\nwithout\ncurl\tgit\n&& make install\n\
libreadline-dev\nncurses\nphp7\nglibc\nimagemagick\ngzip\nextra\nFROM base\nCOPY requirements.txt\n\
https://deb.nodesource\nnone\nproc\nnew\nbuilds\nalpine3\nlinux-x86_64\nsum\nEXPOSE\tCOPY\ntags\nyum\tyum\n\
LABEL\tCOPY\ntar xzf\nrm -rf /usr\netc/nginx/conf\nentrypoint.sh /usr\nallow\nrsync\nwhich\nbaseimage\npatch\n\
import\nRUN echo \"deb\npermissions\nRUN addgroup\ncom/linux\nCOPY config\nALL\nfix\nnon\nldap\nsqlite3\n\
startup\nbranch\njupyter\nrecursive\ncd /usr/src\nfind /usr/local\netc/sudoers\netc/localtime\nexe\n\
apk\t&& apk\nnumpy\ncurl\t&& curl\nrootfs\nca\tcurl\nx86\nenable\t--enable\ndll\nextensions\nlicense\n\
MAINTAINER\tLABEL\ncurl -sS https\nAPT::AutoRemove::RecommendsImportant\ncurl -fsSL\nnet-tools\n8-jdk\n\
git checkout\nWORKDIR /src\nnet --recv-keys\no APT::AutoRemove\nAutoRemove::RecommendsImportant=false\nbuster\n\
Version\nadmin\nmongodb\nwget\ttar\ncoreutils\nlibfreetype6-dev\nCOPY package.json\ntests\ntini\nprocps\nrsa\n\
support\ndl.google.com\nCMD [\"/usr/bin\nusr/share/nginx\nFROM debian:jessie\ng' /etc\nmv /tmp\nerror.log\n\
docker.com\nRUN --mount=type\nsub\nOutFile\nbullseye\ndo\tdone\napt-key adv\nWORKDIR /code\ndev/stdout\n\
go/src/github\nremove -o APT\nSHELL\tENV\nForce\nObject\nRemove\tRemove\nselect\nphp5\nxenial\ntesting\n\
sites-available\nENV PORT\nFROM\tSHELL\nstatus\ncgi\ni386\nxterm\nrm\t&& mkdir\nkube\nsh /etc\namd64.tar\n\
access.log\nhttp://www\nLANG=en_US.UTF\nget -y update\nCMD [\"/bin/bash\nENTRYPOINT [\"/usr/local\nmode\nfinal\n\
LDFLAGS\nrequests\nTERM\niconv\napk\tapk\nsecurity\ncurl\t&& chmod\nk8s\nENV\tUSER\ntxt /tmp\nADD run\n\
dpkg --print-architecture\nha.pool.sks\n&& pip install\nconf /etc/supervisor\nkeyserver keyserver.ubuntu\n\
rm -rf \"$GNUPGHOME\nCFLAGS\nmodules\nENV NODE_VERSION\nhttp://localhost\nName\nif\telse\nruntime\nFROM\tCMD\n\
keyservers.net --recv\nphp-ext-enable\netc/supervisor/conf\nexec ldd\nmusl-dev\nENTRYPOINT [\"/bin\nlinux-gnu\n\
FAILED\nbeta\nservices\nubuntu.com --recv\ninstall -y curl\nRUN docker-php\nARG VERSION\nRUN /usr\n\
VOLUME [\"/var\nbundle install\nsig\nminimal\nchpasswd\npcre\nenvironment\nshell /bin\nRUN dpkg\n8-jre\n\
x | bash\ndeb https\ninstall git\ntar.gz | tar\nsL https://deb\nwhile\nscipy\norg\torg\necho\tapt\ncontainers\n\
from=builder /app\nf /tmp\ncase\tesac\nmkdir\ttar\nbcmath\nclang\nRUN apt update\nasc \"https\nRUN make\n\
org/download\ncomposer.phar\nCMD [\"node\ngpg --batch --keyserver\nshare/nginx/html\nphp-ext-configure\n\
storage.googleapis.com\nDownloading\nquay\nThe\nbower\nheadless\nEXPOSE\tADD\nRemove-Item\nInvoke-WebRequest\n\
apk update && apk\norg/installer | php\nwww-data /var\nlibcurl4-openssl-dev\nzxf\nmysqli\nxdebug\nCMD\tRUN\n\
missing\nWrite-Host\nErrorActionPreference = 'Stop\nProgressPreference = 'SilentlyContinue\ncurl wget\nany\n\
libgcc\nassets\nsilent\nARG\tLABEL\nmkdir\t&& chown\nnotebook\nAS base\nturbo-dev\nzip https\netc/profile\n\
Write\texit\nare\nelif\nENV PYTHONPATH\nGOOS=linux\nmkdir /etc\nO /tmp\nRUN bash\nRUN sudo\ndev/stderr\n\
libbz2-dev\nREADME\ncom --recv-keys\nrm /etc\nsh /tmp\nCMD [\"--help\nfor\tdone\ng\tgcc\nxvfb\nwget\t&& wget\n\
address\ns /bin/bash\nfor key\nCOPY --chown\netc/ssh\nCOPY . /app\nFROM docker\nNAME\nSHELL\tRUN\nref\n\
echo\t&& apt\nmkdir\tchown\nchown -R www\ny && apt-get\ninstall -y nodejs\nln -s /opt\nbar\nsetopt\ncontrib\n\
make\tmake\nVOLUME\tCOPY\nMAINTAINER\tARG\nlocation\nauth\nnpm\", \"start\ncurl git\nRUN set -eux\n\
type f -executable\nrm -f /etc\nusr/share/zoneinfo\nagent\nffmpeg\nworkspace\nfetch\napt-mark manual\n\
gpgconf --kill all\nmount=type=cache\nkeyserver ha.pool\ny build-essential\ndebian:bookworm-slim\n\
key adv --keyserver\no /app\nCMD [ \"node\nsh /opt\nRUN touch\nLICENSE\nRelease\njenkins\npython2\nsession\n\
NOPASSWD\nvirtualenv\noptional\nuse\n&& gpg --batch\ns /usr/local\n&& docker-php\ncurl -L https\netc/passwd\n\
RUN dnf\nbin:${PATH\nFROM buildpack-deps\napt-mark auto\nENV PATH $PATH\ninstall -y python\n\
&& export GNUPGHOME\nR www-data\nRUN go get\nmvn\ncd\t&& ./configure\nusers\nENTRYPOINT\tEXPOSE\ndocument\n\
EXPOSE\tUSER\nsystemd\ncontent\nENV LANGUAGE\nRUN go build\napt-mark showmanual\nauto '.*' > /dev/null\n\
mark auto '.*' > /dev\nsavedAptMark=\"$(apt-mark\napk del .build\nusr/lib/jvm\nProject\nignore\nCOPY\tADD\n\
xvzf\nxzvf\npgsql\npython3\tpython3\nsingle\nchannels\ncurl\t&& echo\nstable main\nlibmcrypt-dev\nRUN python\n\
mark manual $savedAptMark\nusr/bin/supervisord\nADD https://github\nlibsqlite3\tlibssl\nsrv\npwgen\nlisten\n\
py3\npython.org\nnodejs.org/dist\nRUN cd /tmp\netc/nginx/sites\nno-same-owner\nr apt-mark\nCOPY --link\n\
xargs -r apt\n1); if (index\nARG TARGETARCH\nindex(so, \"/usr\nso, \"/usr/local\nusr/local -type\n\
1) { next }; gsub\ntype=cache,target\ndpkg-query --search\nnext }; gsub(\"^/(usr\nlocal/\") == 1) { next\nps1\n\
Directory\no /usr/local\nENV LANG en_US\nsqlite-dev\nless\nWORKDIR\tVOLUME\nRUN yarn\ninstall python\n\
mkdir /opt\nkeyserver hkp\nsS https://getcomposer\np /var/www\ncurl --fail\ninstall curl\nFROM java\n\
libxslt-dev\ninstall --yes\nSystem\npull\npid\ncd\tgit\ngunicorn\nelasticsearch\nskip\nforeground\n\
update --no-cache\nVOLUME /var/lib\nini /etc\nrm\t&& chmod\ncdn\nADD\tENV\nbinutils\npostgres\narm\n\
ONBUILD\tONBUILD\nRUN export\nconfig.json\nrecv-keys \"$key\ntr\t| sort\nsort\t| awk\ninstall -y build\n\
with-jpeg-dir\nsoap\nmariadb\nENV\tVOLUME\ndocker\t&& docker\ncut\nchmod\t&& chmod\norg/pub\nforce-yes\n\
libjpeg-dev\nONBUILD RUN\nalpine as builder\nhttps://nodejs.org\napk --update add\nfirst\nwill\nfrontend\n\
USER\tEXPOSE\nzxvf\nwheel\nInstalling\necho\t&& mkdir\nif ((Get-FileHash\nmicrosoft.com/windows\n\
Algorithm sha256).Hash\ngithub.com/docker\nCOPY . /usr/src\nbin/node\nlinux-x64.tar\naws\ngenerate\ntail\n\
installed\nregistry\ntar.xz\" | sha256sum\nlocale-gen en_US\nFROM ubuntu:latest\ndebconf-set-selections\n\
ADD start\ndev python\nlibc6-dev\nscan\ncurl\tcurl\nldflags\nmercurial\nwget\tunzip\nWORKDIR\tUSER\n\
del .build-deps\nRUN apk --update\nsock\nPython\nlinux-musl\nFROM busybox\nreadline-dev\ntxt /app\n\
ENV CGO_ENABLED\nlibicu-dev\nWORKDIR /data\npython3 python3\ny ca-certificates\nscanelf --needed --nobanner\n\
jpeg-dir=/usr\nRUN mkdir /var\napt-get remove\nWindows\nPackage\ninternal\ntag\nwhl\ncnf\nAsia\npubkey\npy2\n\
stage\nENV YARN_VERSION\ntar.bz2\nRUN unzip\nroot:root\netc/timezone\nd /usr\nLANG en_US.UTF\ninstall-dir=/usr\n\
data /var/www\netc/supervisord.conf\nhttps://storage.googleapis\ncd\tgnuArch\ngpg\tgpgconf\nreadline\tsqlite\n\
savedAptMark\tapt\nwindowsservercore\ncommunity\nconfigure\tmake\nsys\nwrapper\ncurl\t&& gpg\nterraform\n\
disabled-password\n&& git clone\np /usr/local\nhttps://dl.google\nalpinelinux.org/alpine\nWait\nMinGit\n\
riscv64\nlibatomic1\nWrite\tWrite\ntest\t--with\nxargs\t| awk\nArgumentList\ncom/windows/servercore\nstrip-all\n\
world\nlinux\tmake\nEurope\nMAINTAINER\tADD\nGOARCH\nmysqlnd\nconf.d/docker\npython-setuptools\nremote\n\
gpg\tgpg\nRUN wget http\nyum -y update\napt-get dist\ntar.gz https\np /var/log\nusr/share/man\n\
ca-certificates curl\n0-alpine\nhttps://downloads\nissues\ngpg\t&& gpg\ngulp\nprod\nansible\nprogress\n\
memcached\nmkdir\tmkdir\noptions\nrsyslog\nDevelopment\napt\t&& curl\nstart.sh /start\n&& tar -xzf\n\
ENTRYPOINT [\"docker-entrypoint\nENV GOPATH\namazonaws.com\nVOLUME\tADD\ncopy\nADD\tENTRYPOINT\nwget\t&& echo\n\
echo\tmkdir\nSHELL [\"/bin/bash\nnpm run build\nRUN npm run\norg.label-schema\ntar -C /usr\nto the\npy-pip\n\
cp /usr\nsh /run\nexport PATH\nCOPY scripts\ninstall wget\nENV PYTHONUNBUFFERED\nalias\nazure\nmail\napt\tcurl\n\
icu\necho\t&& tar\nAPACHE_RUN_USER\nartifacts\norg/alpine/edge\ns /usr/share\nCMD [\"/run\nCOPY nginx\n\
go install\nhome/app\nlocal/bin/docker\nno-check-certificate\nEnvironment\nbackend\nUSERNAME\ncsproj\n\
curl\techo\ncurrent\nFROM --platform=$BUILDPLATFORM\nCOPY hello\nVOLUME /data\nhttp://archive\nd /var\nRUN cat\n\
gen en_US.UTF\ncrt\nbison\nmedia\ngradle\nsettings\ndevelopment\ntensorflow\nFROM\tENTRYPOINT\n\
upgrade --no-cache\nvar/run/sshd\nlib/jvm/java\nmkdir -p /home\nlinux-arm64\ndirectory /usr\nCMD [\"npm\n\
lsb-release\npostgresql-client\nHEALTHCHECK --interval\nCMD /bin\ncat /etc\napp/build\nbin/python3\n\
NoNewWindow\nrm\t&& apk\ntomcat\nlsb_release\ngdb\ndocs\nperm\ncompile\ndirmngr\nInstall\nAPACHE_RUN_GROUP\n\
tool\nRUN yum update\nreleases.hashicorp.com\nhttps://releases.hashicorp\nbuild-dependencies\nCOPY app\n\
make clean\nFROM fedora\nCMD curl\nENTRYPOINT [ \"/usr\n&& find /usr\nSHASUMS256.txt.asc\n\
bin --filename=composer\nENTRYPOINT [\"/docker-entrypoint\nLANG C.UTF\nwar\ndeploy\n$(test\nRUN setx\n\
mirror.gcr\nGet-Content\nPATH \"%PATH\nStart-Process\nUSER ContainerAdministrator\nadd bash\n\
https://yarnpkg.com\nconf.d/default\netc/apk/repositories\nRUN DEBIAN_FRONTEND=noninteractive\nmatch\ndebug\n\
pandas\nthreads\ndatabase\nsubversion\nwget\t&& tar\npkgs\nclear\nrm\t&& find\nTools\nPATH=$PATH\nENV NODE_ENV\n\
sbin/nologin\nARG BUILD_DATE\nENTRYPOINT [\"/app\ngpg --batch --decrypt\nbatch --decrypt --output\n\
d/default.conf\nL https://github\nnginx/sites-enabled\nsh /usr/bin\nbuildpack-deps:bookworm\nimages\nsymlink\n\
updates\ngcc\tgnupg\nfind\t&& apk\nTeam\nfirefox\nlibboost\nADD\tVOLUME\nCOPY main\nusr/local/include\n\
txt SHASUMS256.txt\noutput SHASUMS256.txt\nSHASUMS256.txt SHASUMS256\ndecrypt --output SHASUMS256\ngit curl\n\
git-core\nsh /root\nCMD [\"bash\ncom/debian\npython python\ndpkg-reconfigure\nconfig.yml\nwith-freetype-dir\n\
gem install bundler\nusr/local/share\nCOPY package*.json\netc/php/conf\ndoes not\nbase:latest\nd /opt\n&& dpkg\n\
add git\nO - https\nCMD [\"nginx\n&& set\nphp.net\ncompat\npdo_pgsql\nENTRYPOINT\tRUN\nalpha\nrm\t&& curl\n\
APACHE_LOG_DIR\nfindutils\nno-cache git\ntee /etc/apt\ng\", \"daemon off\nfreetype-dir=/usr\nd/www.conf\n\
RUN /bin\nproc/self\nprefix=/usr\nconfigure --prefix\nopenssl-devel\ncp /etc\ndst\nflask\nredhat\nlibyaml\n\
CHECKSUM\nrm\tapt\ncd\twget\none\nrunDeps\nMicrosoft\nfailed\nTrue\nusing\nlogging\nyarnpkg.com/downloads\n\
dpkg-architecture --query\narchitecture --query DEB_BUILD_GNU_TYPE\nCMD [\"/usr/sbin\ns /usr/bin\n\
RUN curl https\nlocal/bin/composer\nmake && make install\nhttps://bugs\nARG BASE_IMAGE\nC /tmp\nCOPY run\n\
bin/python\nVOLUME [\"/data\nversion ${VERSION\nCMD [\"php\nbin/nodejs\nutil-linux\ngroupadd --gid\nbug\n\
required\nbackup\nextension\nmkdir\t&& mkdir\nSTOPSIGNAL\nenable\t--with\nnvm\nread\nRUN apt-key\n\
gpg | apt-key\nlabel-schema.vcs\nmain\" > /etc/apt\npip install awscli\ntianon/gosu/releases\nLC_ALL=en_US.UTF\n\
f $env\nGet-ChildItem\nARG TARGETPLATFORM\nEnvironmentVariableTarget]::Machine\ncd /var\nENTRYPOINT [\"java\n\
c\", \"/etc\ngo.sum\nliblzma-dev\nbatch --keyserver keyserver\ne /usr/local\n--build=\"$gnuArch\n\
system(\"[ -e /usr\n0 { next } { print\n1 \" ]\") == 0 { next\nf -executable -exec\nneeded --nobanner --format\n\
gnuArch=\"$(dpkg-architecture\ncurl -sSL https\ndir=/usr/include\ngithub.com/tianon\nhttps://bootstrap.pypa\n\
command\ngit\tgit\nexport\t&& gpg\nxsl\ntemp\nuwsgi\ngcc\tgit\nwebapps\napt\techo\nprojects\nlogrotate\n\
wget\twget\nVOLUME\tENV\nMAINTAINER\tWORKDIR\nhelm\nvalue\ncentos6\nfastcgi\nGPG_KEYS\ndaemonize\npreview\n\
sha512sum\norg --recv-keys\nkeys.openpgp.org\nFROM debian:trixie\ndebian:trixie-slim\nopenpgp.org --recv\n\
hkps://keys.openpgp\nFROM debian:bookworm\nkeyserver hkps://keys\nbatch --keyserver hkps\nas base\nADD . /app\n\
CMD [\"/opt\nFROM maven\n| awk 'system\nsourceforge.net\n&& cd /usr\nRUN locale-gen\nschema.vcs-url\n\
com/tianon/gosu\nnginx\", \"-g\", \"daemon\ngosu/releases/download\nphp-fpm.conf\nchmod 755 /usr\n\
gz https://github\nconfiguration\nqqy\nbinary\nsed\tsed\napt\twget\ngfortran\nLABEL\tARG\nmatplotlib\n\
LD_LIBRARY_PATH\nOff\npwd\nworker\nreadlink\napt\t&& echo\nApp\ndot\ntar.xz.asc\ngcr.io/distroless\n\
apt-repository ppa\ndebian:stable\nRUN CGO_ENABLED\ngawk\ntrusted\nserve\nnative\npsmisc\nADD\tCOPY\nlibglib2\n\
gcc\tlibc\nwget\techo\ngcloud\nCOPY go.mod\nlibssl\tlibxml2\nstring\n&& yum clean\nvar/cache/apt\n\
get -y upgrade\nconf /etc/apache2\nconfigure gd --with\nFROM phusion/baseimage\nENV PATH /usr\n\
conf /etc/supervisord\n0-dev\nr /tmp\nCMD /usr\nENV TERM\nONBUILD COPY\nbin/false\nRUN add-apt\nwget -q https\n\
local/bin/gosu\nlinux-amd64.tar\nphar /usr/local\netc/apache2/sites\nsudo apt-get\nchown www-data\n\
RUN dotnet restore\nlibssl1\nlts\nttf\nServer\ncustom\nnetcat\npip\tpip\nsockets\nactivate\nbinaries\n\
libxrender1\nMAINTAINER\tEXPOSE\nThis\nlibc\tmake\ndistributions\nmap\nRELEASE\nCMD\tCOPY\necho\twget\n\
io/library\nLinux-x86_64\nhttps://repo\nmysql-server\nexample.com\ndpkg-dev dpkg\ngithub.com/git\nO /usr/local\n\
get -qq update\nENV DEBIAN_FRONTEND=noninteractive\nwget\t&& export\napcu\nbionic\ndesktop\nrust\nfile2\n\
rundeps\nsed\tgrep\nis not\n/var\nphp/php\netc/init\ncom/download\nRUN find\nCMD [\"python3\n--enable-option\n\
del --no-network\nno-network .build\nnetwork .build-deps\noption-checking=fatal\nenable-option-checking\n\
z \"$savedAptMark\" ] || apt\nsavedAptMark\" ] || apt-mark\n&& cd /tmp\nio/get-pip\npypa.io/get\np /usr/share\n\
var/log/nginx\ndev libssl-dev\ngz -C /opt\nfrom=builder /usr\nlinux64\nadd\tapt\nimagick\ngraphviz\n\
curl\tchmod\nstandalone\nllvm\npypi\nlaunch\nlibdir\nazurecr\nremoved\nchecksums\nensurepip\n64-bit.zip\n\
dockerfile\n| awk 'sub\ncom/git-for\nwin-x64.zip\nWrite\tRemove\nsetx /M PATH\nrt dpkg-query\nget dist-clean\n\
xargs -rt dpkg\nfor-windows/git\ngit-for-windows\nRemove-Item -Path\nUSER ContainerUser\nexecutable -exec ldd\n\
windows/git/releases\ngit/releases/download\nzip -Algorithm sha256\ncom/windows/nanoserver\n\
RUN powershell -Command\nsavedAptMark > /dev/null\nusr/)?\", \"\", so); printf\nsub(\":$\", \"\", $1) { print\n\
manual $savedAptMark > /dev\nwindows/servercore:ltsc2019\nbat\nFalse\naspnet\ntar -xvf\nmkdir /usr\n\
build-tools\npython setup\nhttps://packages\nthat\nIMAGE\nsha512\nnode /usr\ndocker run\nbash-completion\n\
from=build /app\netc/yum.repos\nmkdir -p /tmp\nusr/share/doc\nmkdir /var/run\nFROM node:alpine\n\
google-cloud-sdk\nFROM debian:stretch\nmicrosoft.com/dotnet\nRUN dotnet publish\ntar.gz.asc\ncd /usr/local\n\
chmod +x /etc\necho \"deb https\ngit clone --depth\nupdate && apk add\ndir -r requirements\n\
url=\"https://github\nphp -- --install-dir\nunzip /tmp\necho \"export\njre-headless\nADD entrypoint\n\
ENV GOSU_VERSION\n&& groupadd\nlibgdbm-dev\nENV PYTHON_VERSION\nconsul\nanaconda\napps\nworkdir\n\
LABEL\tWORKDIR\nDOCKER_VERSION\ncd\t./configure\npipefail\natomic\ntoolbox\n&& wget https\ncurl -s https\n\
openjdk-8-jdk\nvar/log/supervisor\ny software-properties\nrf /usr/src\ninstall epel-release\nmkdir /root\n\
_linux_amd64.zip\nwget curl\nconfig set\nRUN composer\nlibmysqlclient-dev\nlibsodium-dev\nfix-permissions\n\
cuda\nDISPLAY\nusr\t/usr\ncpp\npack\nuname\ncd\tcurl\nbuildDeps\nchmod\tchmod\ncurl\t&& tar\ncpu\nAdd\n\
bin/gosu.asc\nchmod +x /opt\ndir=/usr/local\nusr/local/sbin\nvcs-url=\"https\napache.org/dist\n\
setup.py install\nrepository -y ppa\nverify /usr/local\nFROM centos:centos7\netc/service\nhttps://get\n\
dist-upgrade\ngoogle-chrome\n&& grep\ngolang.org\nncurses-dev\nwith-openssl\ncentos:latest\nuuid-dev\n\
FROM quay\nnvidia\nprotobuf\nchmod\t&& gosu\nend\nsql\ntoml\nlibx11\nmodule\nuniverse\ncd\t&& git\n\
easy_install\ndbg\nARG\tUSER\njoin\nwhen\ngo get github\nno-cache bash\nget github.com\nENV JAVA_HOME /usr\n\
alpine/edge/testing\nusr/local --strip\nlocal --strip-components\nroot/.bashrc\nruby-dev\nconda install\n\
&& sudo\ncurl-dev\n&& usermod\nenable-shared\nENV JAVA_VERSION\ntk-dev\nupdate && yum\nCMD [\"/usr/local\n\
hkp://keyserver.ubuntu\ny install epel\nvenv\nTINI_VERSION\ndep\ncrontab\nsha1sum\nalternatives\nstore\nobject\n\
replace\noverride\nvalidate\nNET\nchmod\t&& find\npackage-lock\nd /home\netc/mysql\nCOPY start\ntouch /var\n\
ARG VCS_REF\ndev libjpeg\nrm \"node\n$env:PATH\n&& install\nas download\nHash -ne $env\noutput-document\n\
PHP_INI_DIR/conf\nInvoke-WebRequest -Uri\nSHELL [\"powershell\", \"-Command\nNet.SecurityProtocolType]::Tls12\n\
Command\", \"$ErrorActionPreference = 'Stop\nNet.ServicePointManager]::SecurityProtocol\n\
SecurityProtocol = [Net.SecurityProtocolType\nServicePointManager]::SecurityProtocol = [Net\n\
Stop'; $ProgressPreference = 'SilentlyContinue\npowershell\", \"-Command\", \"$ErrorActionPreference\n\
ErrorActionPreference = 'Stop'; $ProgressPreference\nno-format-exec\nENV LC_ALL en_US\nLC_ALL en_US.UTF\n\
docker.com/linux\ngosu nobody true\nmv composer.phar\napt-get autoclean\nsource /usr/local\n\
download.docker.com\nVERSION} --no-format\nhttps://download.docker\nMAINTAINER thinkbot@outlook\n\
usr/bin/docker\nexport DEBIAN_FRONTEND=noninteractive\ntree\nDownloads\nlibxml2\tlibxslt\nUTC\nmax\narmhf\n\
gnutls\nphp7\tphp7\nresources\nURL\nforeach\nValue\nwget -O /usr\nmkdir -p /app\nasc /usr/local\n\
composer.phar /usr\nlaunchpad.net\nwget unzip\nmkdir /home\nG www\nbzip2-dev\nshadow-utils\nlinux-aarch64\n\
ENV PHP_VERSION\napache2-foreground\nBuild\nGPG\ndns\nexif\nflex\nmesa\ngnupg2\nwheezy\nlibcurl3\n\
apt\t&& mkdir\nMAINTAINER\tUSER\nDebian\nTEST\njammy\nNet\tInvoke\n&& gpg --keyserver\nRUN cd /opt\n\
&& echo \"deb\ngosu.asc /usr\nvar/lib/mysql\n&& npm install\netc/locale.gen\nini /usr/local\n\
ENV LANGUAGE en_US\nRUN bundle install\nRUN a2enmod rewrite\nbatch --verify /usr\ninstall -y software\n\
zip https://github\ntar xvf\nphp5-curl\nRUN usermod\nroot/.cache\ncomposer install\nENTRYPOINT [\"/opt\n\
LANG=C.UTF\nln -sf /dev\nRUN sudo apt\ninstall -y python3\nCMD [\"/sbin/my_init\netc/os-release\n\
alpine AS build\nmulti\nusage\nhealthcheck\nlint\nbasic\nmd5\nlibnss3\ncurl\tapt\ncd\t&& wget\nNGINX_VERSION\n\
empty\nstat\nsplit\ncollect\nvanilla\ndpkg\tgcc\nfunctions\njava\", \"-jar\n0.tar\nd/sshd\nbin/pip\nADD http\n\
ADD config\nmake build\nENV container\nbin/entrypoint\napp /home\nbash /tmp\nhtml/index.html\napk --print-arch\n\
cache ca-certificates\nm pip install\nLABEL org.label\nFROM ubuntu:xenial\nconf.d/supervisord\n\
etc/ssh/sshd_config\nshell /bin/bash\nrmdir\nlang\ngecos\npcntl\norigin\nkeyring\niproute2\nyum\t&& yum\n\
function\nbash curl\ngetconf _NPROCESSORS_ONLN\nmv /usr\nno-rdoc\nmake gcc\nGOPATH/src\nVOLUME /etc\n\
NOPASSWD: ALL\nopt/yarn\ninstall -U pip\nCOPY --from=download\n0 GOOS=linux\nmkdir -p /data\nsf /dev/stdout\n\
default.conf /etc\nlabel-schema.name\nasc \"https://github\nlibjpeg62-turbo-dev\ngosu \"https://github\n\
sites-enabled/default\ngoogleapis.com/kubernetes\ndownload/$GOSU_VERSION/gosu\nreleases/download/$GOSU_VERSION\n\
RUN go mod\nsix\nexpose\n&& touch\nchown\t&& chmod\nlogin\nbrowser\nphp\tphp\nENV\tLABEL\n| tar\n7-alpine\n\
RUN printf\nENV GO111MODULE\nhas\nAzure\nEnsure\nLC_ALL\tLANG\ntar --extract\n--mount=type\n\
Write-Host ('Downloading\nrm -rvf\necho \"$(cat\ny install git\nENV HOME /root\nbin/gosu \"https\n\
gosu.asc \"https\ncurl -fsSL https\nCGO_ENABLED=0 GOOS\nJAVA_HOME /usr/lib\nd/supervisord.conf\n\
add ca-certificates\nlocal/bin --filename\nGNUPGHOME\" /usr/local\ninstaller | php -- --install\nfpm.d/www\n\
/usr/local\netc/apt/apt\napt/apt.conf\nPATH /usr/local\nRUN rm /etc\nrm -rf /etc\ndeb [arch=amd64\n\
gd --with-freetype\nadv --keyserver hkp\nlabel-schema.schema\nschema.schema-version\nget install --yes\n\
go mod download\nRUN mvn\nlib/python3\npython-devel\nmy.cnf\n&& /usr\nadd curl\ntar xvzf\nxzf /tmp\nconf /usr\n\
ADD scripts\nGemfile.lock\nVOLUME /config\nlibapache2-mod\nrubygems\nterraform_\nmkdir\t&& wget\ndom\nyqq\n\
console\nelastic\nonbuild\niptables\nlibcairo2\nLABEL\tUSER\nARGS\nbelow\nfile1\nPowerShell\ncurl\texport\n\
ln -s /etc\napk del build\ndev libffi-dev\nbin/linux/amd64\ndev/stdout /var\nlog/nginx/error\nnginx/error.log\n\
log/nginx/access\nnginx/access.log\nschema.build-date\nlabel-schema.build\nnginx/sites-available\n\
python-software-properties\nusr/src/php\nlocal/bin/node\nchmod +x /app\nRUN dnf install\nrm /var\ny clean\n\
dev build\nx86_64.tar\nFROM microsoft\nlibncurses5-dev\n&& case\nCOPY Dockerfile\nmingit.zip\ncase \"$arch\n\
your\nchgrp\nuninstall\ndejavu\nlibxext6\ngo1\nboot\ncreated\nexamples\nmv\t&& chmod\nNew\nPKG\nhave\nFirst\n\
rm\tmake\ngrep\tsed\nkeyrings\ncom/krallin/tini\nrm -r \"$GNUPGHOME\ngithub.com/krallin\nkrallin/tini/releases\n\
tini/releases/download\nUTF-8 UTF\n&& rm /tmp\ngz -C /usr\n&& curl -sSL\nrm -rf /root\nRUN mkdir /opt\n\
stdout /var/log\nmain\" >> /etc/apt\nkubernetes-release/release\nnode-v$NODE_VERSION\nr-base\n--prefix\n\
etc/php5\nlibpcre3-dev\nlibpng12-dev\norg/install\nblob\nlegacy\nframework\nlib64\nmirrors\nCMD\tENTRYPOINT\n\
TEMP\nSplit\nSelect\nshould\nToUpper\nlibssl3\nExitCode\nPassThru\narch\tcase\nnorestart\nNanoServer\n\
rm -f /tmp\nx86_64\tx86\n8.0-openjdk\nfindutils\tgcc\nmount\t--mount\necho 'deb http\nschema.vcs-ref\n\
VOLUME /var/www\n1 https://github\nlinux/amd64/kubectl\nusr/include/ --with\nchmod +x /entrypoint\n\
com/kubernetes-release\ndist/v$NODE_VERSION\napp/requirements.txt\norg/ftp/python\npython.org/ftp\ntar zxf\n\
bin:/usr\ncd /root\nGOPATH/bin\nCOPY . /src\netc/my_init\nCMD [\"/start\nVOLUME [\"/etc\npostgresql.org\n\
http://downloads\nLABEL description\nRUN /usr/bin\nENV HOME /home\n&& for key\n&& tar -xJf\n\
v$NODE_VERSION/node\nv$NODE_VERSION-linux\ndpkgArch=\"$(dpkg --print\nrf /tmp/pear\nwww.python.org\n\
https://www.python\nfound\nel7\ncross\nengine\npem\ndbus\nimap\nsync\ncargo\nextras\ndevelop\ninitctl\n\
curl\ttar\nlibasound2\napt\t&& wget\nmanifest\ncd /src\nbuild /usr\n1.tar\nc /etc\nCOPY bin\nxz --strip\n\
php composer\nENTRYPOINT [\"/sbin\ny install python\ncurl ca-certificates\nRUN cd /usr\nopenjdk-8-jre\n\
sf /dev/stderr\nRUN pecl install\ngithub.com/golang\nubuntu.com/ubuntu\ninclude/ --with-jpeg\n\
label-schema.version\napache2/sites-available\nnpm install --production\nsupervisor/supervisord.conf\nof the\n\
755 /usr/bin\nC:\\Program Files\nmount=type=secret\nWrite-Host 'FAILED\nWrite-Host ('Verifying\n\
Host ('Verifying sha256\n[Net.ServicePointManager\nlocal/bin:$PATH\napt\tgit\nretries\nvim\twget\nlua\nmnt\n\
htop\nmeta\naccept\nautogen\nchromium\nhostname\nlibgconf\nlibfontconfig1\nFile\n&& gosu nobody\nrun.sh /run\n\
list.d/google\nRUN mkdir /etc\nkeyserver hkp://keyserver\n--no-cache\npip-version-check\ndisable-pip-version\n\
bin/tini\nssh/authorized_keys\nRUN python3\ndev git\nbin/start\nCOPY files\nphp5-mysql\nCOPY rootfs\n\
mkdir build\niputils-ping\ninstall nodejs\n} | tee\nlibonig-dev\nFROM $BASE_IMAGE\ndisplay\nmv\tchmod\ngmp\n\
commit\nheader\nRscript\nlicenses\ncurl -O https\nrm /etc/nginx\nCOPY nginx.conf\ndev libxml2-dev\n\
dev/stderr /var\nstderr /var/log\ngoogle.com/linux\nupdate && apk upgrade\ncontains\nyes --no-install\n\
kubectl /usr/local\nlocal/bin/yarn\n6-slim\nCMD [\"run\nADD ./start\nssh-keygen\nr /usr\nphp-pear\nwget git\n\
yml /etc\nroot/.ssh\nruby ruby\nthen echo\nADD docker\nlibzip-dev\nlibxslt1-dev\nscikit-learn\nAsia/Shanghai\n\
COPY test\nin the\nneeded for\nARG USERNAME\ntee -a /etc\nRUN apt install\nwith-png-dir\nmkdir -p /run\n\
RUN go install\ninstall -y apt\nmkdir -p /root\nmain\" | tee /etc\ngithub.com/google\nFROM ubuntu:trusty\n\
pip3 install --upgrade\netc/supervisor/supervisord\ninstall-recommends install\ninstall-recommends curl\n\
io/distroless/base\ngroupadd\t&& useradd\nudev\ndjango\nupload\npkgconfig\nfontconfig\nmkdir\tcurl\n\
docker\tdocker\ngit bash\nCMD [\"/app\napp.jar\ninstall redis\nx86_64/docker\netc/pam\npy /usr\ngit make\n\
&& addgroup\ngpg --verify\nadd --virtual\n0 /var\nfor the\npip --version\nare not\napp main\nnot work\n\
the file\nSystem.Net\necho; echo\nAS download\nARG TARGETOS\nphp --version\nARG BUILDPLATFORM\n\
exe -ArgumentList\nARG SKAFFOLD_GO_GCFLAGS\ngcflags=\"${SKAFFOLD_GO_GCFLAGS\nRUN apk upgrade\nln -sf /usr\n\
php.ini /usr\n80 --recv-keys\nwget --no-check\n000-default.conf\nx86_64-linux-gnu\ngcr.io/google_containers\n\
bin/yarn /usr\nyarn /usr/local\nlocal/bin/yarnpkg\nHEALTHCHECK CMD curl\nCOPY --from=base\npyasn1\nrwx\nhash\n\
open\ngeoip\nmongod\nRUN\tapt\nnpm\tnpm\nMakefile\nphantomjs\nsed\t&& sed\nrecommended\n\
libfreetype6\tlibjpeg62\nEnv\nSort\ncat\tcat\nroot /usr\nD\", \"FOREGROUND\ncd build\npcre-dev\n8-openjdk\n\
COPY conf\nFROM build\ncurl --silent\ndocker-compose\nENTRYPOINT [\"dotnet\n&& yum install\ndl.yarnpkg.com\n\
npm cache clean\ngit://github.com\npython-pip python\nWORKDIR /usr/local\narchive.apache.org\n\
archive.ubuntu.com\nno-log-init\n--disable-pip\ncat /etc/group\nr \"$GNUPGHOME\" /usr\nhashicorp.com/terraform\n\
npm config\nTAG\nVendor\nurllib3\n&& mv /tmp\npng-dir=/usr\nusr/sbin/sshd\nRUN mkdir /app\nFROM alpine:edge\n\
http://nginx.org\nVOLUME [\"/var/lib\nALL=(ALL) NOPASSWD\ncffi\nthis\nx /run\nRUN rpm\ng\" /etc\nmv /opt\n\
8-alpine\nADD\tUSER\ntar -zxf\nusername\nsrc/index\ngit python\nnoarch.rpm\nwget --quiet\ninotify-tools\n\
HEALTHCHECK\tCMD\nTERRAFORM_VERSION\nconfigure && make\nSHA\nhosts\ngitlab\nscreen\nstrict\nclients\nlib32z1\n\
precise\nprivate\nverbose\ndevtools\ndnsutils\nopenjdk8\nunzip\twget\ntype f -name\nfstack-protector-strong\n\
12-slim\nARG ARCH\nif\tRUN\nWrite\tpip\n0} ...' -f $url\nmount=type=bind\nRUN tdnf install\ncat /run/secrets\n\
etc/group | grep\nPATH=\"/app:${PATH\nCOPY --link --from\nRUN $url = ('https\nRemove-Item -Force\n\
cache,target=/root\nItem -Force -Recurse\nWrite-Host 'Complete\nWrite-Host 'Removing\nPrependPath\t'Shortcuts\n\
Shortcuts\t'Include_doc\nTargetDir\t'PrependPath\nWrite-Host 'Installing\nquiet\t'InstallAllUsers\n\
Include_doc\t'Include_pip\nInclude_pip\t'Include_test\nInstallAllUsers\t'TargetDir\n\
windows/servercore:ltsc2022\nwindows/servercore:ltsc2025\nopt/conda/bin\ndpkg --add-architecture\np /var/run\n\
json /usr/src\n&& pecl install\nno-cache --update\npackage.json /usr\ndl-cdn.alpinelinux\nupdate-locale LANG\n\
cdn.alpinelinux.org\nADD requirements.txt\nENTRYPOINT [\"/bin/bash\nname '*.a' -delete\n7-slim\nCOPY build\n\
com/apt\ngit wget\norg/files\nrun/nginx\ntar -zxvf\nhttp://ftp\ndev python3\nfix-missing\nhttp://repo\n\
php5-mcrypt\ndate.timezone\nWORKDIR /build\nhttp://packages\nio/ubuntu\nfrozen\nmachine\nversions\n\
distribution\nhead\ntext\nemail\ngroff\nrails\nslave\nfilter\nSNAPSHOT\nrabbitmq\nwordpress\n--no-install\n\
etc/ssl/certs\ny --force-yes\nno-create-home\nhttp://dl.google\nalpine AS builder\ncom/debian/pubkey\n\
debian.org/debian\ndebian/pubkey.gpg\nyarnpkg.com/debian\npecl install xdebug\nshared/accepted-oracle\n\
accepted-oracle-license\ncloud-sdk/bin\nrun/docker.sock\nio.openshift\nstart-period\nredhat.com\n\
install mongodb\n/opt\ni /etc\netc/cron\nphp5-fpm\n&& update\ndumb-init\nsh | bash\nRUN update\nallow-root\n\
curl unzip\nconda clean\nlibwebp-dev\nredis-server\nopenjdk-amd64\nsite-packages\nARG GO_VERSION\n\
find\t&& find\nartifact\nRUN\tHEALTHCHECK\njdk8\nlsof\nopts\nctype\npages\nunrar\nrm\tRUN\nsample\nstream\n\
themes\nwebapp\nxmlrpc\ncleanup\npsycopg2\nsystemctl\ncurl\tunzip\nchmod\tchown\nmkdir\t&& curl\n\
wget\t&& unzip\nlinux go build\nrm -rf /opt\ncom:80 --recv\nvar/cache/yum\ny install openssh\n\
update-ca-certificates\nvar/run/docker\ninstall google\nCOPY ./src\ninstall --global\n2.tar\nd /tmp\nRUN yes\n\
php5-cli\nCOPY init\ncurl http\nconfig.php\nandroid-sdk\napache2/conf\nLABEL version\npostgresql-dev\n\
libmemcached-dev\nC /usr/src\nLC_ALL=C.UTF\nlocal/go/bin\nms /bin/bash\nphp /var/www\ndepth 1 https\n\
curl -LO https\nlabel-schema.url\nFROM debian:stable\nhttps://dl.yarnpkg\nCMD [ \"npm\", \"start\n\
sh /docker-entrypoint\ndocker-entrypoint-initdb\nvia\nzsh\nrake\ninput\njavac\nmysqld\nauthors\ncd\tmake\n\
cd\tcmake\ndefaults\nlibressl\nlocaledef\nnamespace\ncd\t&& make\nletsencrypt\ndocumentation\n\
upload_max_filesize\nnone-any.whl\npy3-none-any\narch=\"$(dpkg --print\nRUN ssh\nVOLUME [ \"/var\n\
scripts /scripts\nWORKDIR /workspace\nd /etc\nf /var\nbin/run\nlib/php\nrm /usr\ntxt /usr\nlib/nginx\n\
tgz | tar\ns6-overlay\nvendor/bin\nzlib-devel\nCMD [ \"/usr\nlib/systemd\nsh && chmod\nFROM jenkins\n\
freetype-dev\nLABEL Description\nENTRYPOINT [\"python\nAS app\n'/quiet\nRUN sleep\n-ArgumentList\n\
exe -Algorithm\nenv:PYTHON_VERSION\nv1-1 select\n1 select true\nkey | apt-key\ny install wget\n\
s3.amazonaws.com\netc/apache2/apache2\napache2/apache2.conf\nmod go.sum\npy2.py3-none\nusr/bin/pwsh\n\
RUN curl --fail\ncom/docker-library\nFROM debian:bullseye\ninstallation\ndemo\nbased\ntitle\nrunner\n\
libxcomposite1\nUID\nx11\ncran\ntmux\nzstd\nmongo\nprefer\nconnector\nlib32stdc\nphp5\tphp5\nRUN\t&& apt\n\
cd\t&& curl\ncmake\tmake\npost_max_size\nAS final\na+x /usr\nmongodb.org\nGOARCH=amd64\nq -O - https\n\
CMD [ \"python\ngit clone git\nhttp://dl-cdn\npub | apt-key\ndev zlib1g-dev\nvar/lib/docker\ninstall -g bower\n\
CMD [\"npm\", \"start\nwget ca-certificates\nbin/docker-entrypoint\ncomposer global require\n\
label-schema.description\nadv --keyserver keyserver\ncom/linux/linux_signing_key\nlinux/linux_signing_key.pub\n\
bin.tar\nrsa.pub\ndev make\n10-alpine\njson /app\nphp-mysql\nRUN service\nallow-untrusted\nreleases/latest\n\
VOLUME [\"/config\nbuild -o /app\ncom/dotnet/sdk\ntdnf clean all\nbusybox as base\nchmod 1777 /var\n\
curl wget gnupg\nlinux-arm64.tar\n0}) ...' -f $env\ntype=bind,source\nUri $url -OutFile\nfail --show-error\n\
curl --fail --show\nsecret,id=mysecret\nWebRequest -Uri $url\nget update && export\nENV GOTRACEBACK=single\n\
com/devcontainers/base\nenv:PATH = [Environment\nmicrosoft.com/devcontainers\nupdate && export DEBIAN_FRONTEND\n\
$ProgressPreference = 'SilentlyContinue\nEnvironment]::GetEnvironmentVariable('PATH\n\
PATH', [EnvironmentVariableTarget]::Machine\nPATH = [Environment]::GetEnvironmentVariable\n\
GetEnvironmentVariable('PATH', [EnvironmentVariableTarget\nCore\njekyll\nlockfile\nmarkdown\nenterprise\n\
jupyterlab\nWORKDIR\tARG\nbut\npre\ntwo\nutf8\nwait\narray\ncython\nelixir\nhadoop\npsutil\nAmerica\nnonroot\n\
PASSWORD\nrm\tchmod\nbuild\tcurl\nprometheus\nRUN tar xzf\nrm -r /var\nzip -d /opt\nRUN curl -sSL\n\
chmod +x /tmp\nENV PATH=$PATH\nrf /tmp/* /var\nvar/log/apache2\ndeb/ stable main\ninstall -j$(nproc\n\
off;\" >> /etc/nginx\nbuild-date=$BUILD_DATE\nnodesource.com/setup_8\ngit-lfs\npy /etc\nRUN /opt\ngrunt-cli\n\
yarn.lock\nxdebug.ini\nUSER jenkins\nWORKDIR /srv\nLANGUAGE=en_US\necho \"extension\ninstall.packages\n\
a /etc/apt\nchmod +x /root\nused\nUSER_ID\ncomment\nENV PATH /opt\ncp /usr/share\nno-cache curl\n\
y epel-release\napk del --purge\ninstall -y epel\ns /sbin/nologin\nwget -qO- https\ncom/linux/chrome\n\
install -y nginx\nlinux/chrome/deb\nget -y autoremove\nlibjpeg-turbo-dev\narchive/master.zip\n\
CMD [ \"pip\", \"install\nconfigure --prefix=/usr\nHOST\nclass\nlibxdamage1\nchmod +x kubectl\npm2\nxvz\ncert\n\
break\ngemrc\nsocat\nvideo\nexpect\ngunzip\nmanage\nsimple\nunlink\nCMD\tENV\ndoxygen\ntexlive\nUpdating\n\
git\tcurl\nARG\tSHELL\napk\t&& curl\ncurl\t&& mkdir\npecl\t&& docker\nEXPOSE\tHEALTHCHECK\napp/src\nnon-free\n\
tar zxvf\nPATH=/opt\ntar -xzvf\nCMD [\"java\nCMD [ \"/bin\nCMD [\"start\nCOPY Gemfile\nlibldap2-dev\n\
config/config\ninstall https\nscripts/start\nautoconf automake\nupdate-alternatives\napk add bash\nr /var/lib\n\
apk add git\nd/yarn.list\nlist.d/yarn\npgp.mit.edu\nphp/php.ini\nu github.com\nqq && apt-get\nCOPY . /go/src\n\
RUN echo \"export\nRUN yarn install\nupdate -y && apt\nuseradd -ms /bin\nvcs-ref=$VCS_REF\napt update && apt\n\
arch=amd64] https\nupdate -qq && apt\nFROM golang:alpine\nchrome/deb/ stable\ncom/debian/ stable\n\
debian/ stable main\nca-certificates wget\nCOPY supervisord.conf\nFROM gliderlabs/alpine\n\
sites-available/default\n&& DEBIAN_FRONTEND=noninteractive\nARG DEBIAN_FRONTEND=noninteractive\nFOO\nafter\n\
amazon\nlibxfixes3\njob\nnow\nsbt\nmono\nunix\nretry\ntheme\nopencv\nrm\tapk\nlibgtk2\nrestart\necho\tapk\n\
rm\tchown\nvar\t/var\ncurl\twget\nautoconf\tautomake\nbind-utils\nbin/true\nt rsa\nO /etc\n2-alpine\nENV USER\n\
app /app\nelse echo\nzip unzip\nCMD python\necho oracle\nno-progress\norg/packages\nWORKDIR /work\n\
debian jessie\nENV ANDROID_HOME\nENV REFRESHED_AT\nCMD [\"/entrypoint\np /var/lib\ncd /var/www\n&& curl -fSL\n\
p /etc/nginx\nRUN echo 'deb\nopenjdk:8-jre\ntouch /var/log\nPATH:/usr/local\npubkey.gpg | apt\n\
google.com/android\nlabel-schema.vendor\nppa:webupd8team/java\ninstall build-essential\nf /etc/apt\n\
true\";' > /etc/apt\nerase\ntarball\nant\nparse\nslack\nstack\nxfonts\nconfigs\ncontact\nlibnspr4\ndeveloper\n\
pip\t&& pip\nsdkmanager\nghostscript\naddgroup\t&& adduser\nhelm/helm\ndev gcc\ngcc gcc\nmv /etc\nsh /bin\n\
musl.tar\ntar xzvf\nADD nginx\nCOPY root\nio/public\nlibgmp-dev\nmkdir /tmp\ntmp/docker\nVOLUME /opt\n\
etc/default\necho 'export\nlib/postgresql\nmods-available\npip setuptools\nrepository http\nnode_modules/.bin\n\
ENV LD_LIBRARY_PATH\ngo/src/app\n/var/lib\ntar.gz /tmp\ndpkg -i /tmp\ndev libpng-dev\npython3 -m pip\n\
yarn global add\nFROM node:latest\nsetup_8.x | bash\nRUN conda install\nlocal/bin/kubectl\ncomposer-setup.php\n\
alpine/edge/community\nENV NODE_ENV production\nd/docker-clean\nbuilder /app/build\nusr/sbin/init\n\
ca-certificates openssl\nsh -c 'echo\nget -u github\nconfig /config\nusr/sbin/nginx\nchown root:root\n\
dev libjpeg-dev\nq https://github\netc/systemd/system\ngit config --global\na -installsuffix cgo\n\
del build-dependencies\noracle-java8-installer\nbuild -a -installsuffix\nlinux_signing_key.pub | apt\nhere\n\
other\nruntimes\n0.jar\nno-dev\no /etc\nService\nbin/php\ngpg.key\nbash git\ncd /home\ngcc make\ny remove\n\
3.11-slim\nADD files\necho test\ngcc\tlibc6\ngit build\nroot user\nCOPY file1\nraw/master\nconf.d/keep\n\
git openssh\nlibgl1-mesa\nset-default\n1}-amd64.exe\nCOPY --chmod\nd/keep-cache\nalpine@sha256\ncom/microsoft\n\
apt::APT::Keep\narm64\" ]; then\nplatform-tools\nItem python.exe\ninstall --quiet\nBinary::apt::APT\n\
python-{1}-amd64\npython.exe -Wait\ncache,target=/var\necho 'Binary::apt\npython.exe -Force\npython/{0}/python\n\
target=/var/cache\nProcess python.exe\nRUN --mount=target\nRemove-Item python\nconfigure --enable\n\
python3-setuptools\nENV APACHE_RUN_USER\nHost 'Verifying pip\nTargetDir=C:\\Python\nWrite-Host ' python\n\
url = ('https://www\nAPT::Keep-Downloaded\nStart-Process python\nrun/secrets/mysecret\nVerifying pip install\n\
Write-Host 'Verifying\nbuildpack-deps:trixie\nnoninteractive tzdata\nHost ' python --version\n\
Host 'Verifying install\nKeep-Downloaded-Packages\nPackages \"true\";' > /etc\nDownloaded-Packages \"true\n\
python --version'; python\nversion'; python --version\ndevcontainers/base:bullseye\n\
elasticsearch/elasticsearch\nlite\ntime\nentry\npandoc\nlibxss1\nseaborn\ntcpdump\nlibcups2\nmetadata\n\
multiverse\nFROM\tVOLUME\nchmod\tmkdir\ninteractive\nCATALINA_HOME\nhugo/releases/download\n&& go get\n\
etc/php/php\nCOPY pom.xml\netc/apk/keys\ndl-ssl.google\nopenjdk:8-jdk\nRUN dpkg --add\ndl.bintray.com\n\
ssl.google.com\nusr/bin/python\nbin/pip install\next-install zip\nindex.html /usr\necho \"daemon off\n\
install -y unzip\nlib/x86_64-linux\ncloud-sdk/install\ninstall -y --force\ngoogle-chrome-stable\n\
http://archive.apache\ninstaller shared/accepted\napp/target\nFROM registry\nCOPY templates\n1-dev\nRUN php\n\
run/php\nCOPY php\ng++ make\ntmp/build\nnodejs npm\nADD Gemfile\nPATH=\"$PATH\nconda-forge\nyes install\n\
plugin install\nHello\nca\tgit\nwebhook\nPWD\ncss\nqt5\nh5py\nDjava\ndaily\nkafka\nlight\nlibgtk\nlibxi6\n\
Options\nchannel\nrm\techo\nrstudio\napk\tmkdir\napt\tbuild\nCMD\tWORKDIR\nrm\t&& chown\necho\t&& curl\n\
cloud.google.com\n&& mkdir /etc\nchown -R root\n8-jre-headless\nRUN curl -fsSL\ncom/golang/dep\nhttps://dl-ssl\n\
tar.gz --strip\nchmod 0755 /usr\nconf /usr/local\nADD package.json\nFROM nginx:alpine\nschema.url=\"https\n\
no-install-suggests\nALL\" >> /etc/sudoers\nc\", \"/etc/supervisor\ndaemon off;\" >> /etc\n\
tmp/requirements.txt\nhttps://bitbucket.org\nrequirements.txt /tmp\n755 /etc\ncomponents install\nsh /app\n\
6-alpine\ncat /tmp\nfpm/pool\nUSER node\nnpm start\ntar -xvzf\ntools/bin\ninstall apt\nconfigure --with\n\
install supervisor\ninstall virtualenv\nSee\nmoby\nsomething\nFROM\tONBUILD\nTest\nnamed\ntorch\n_Linux\n\
random\ncompute\npostcss\nsass\ntmpl\nwest\nrunit\nGOROOT";
